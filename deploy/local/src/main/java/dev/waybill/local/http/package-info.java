/** The few HTTP calls that the launcher makes. */
@NullMarked
package dev.waybill.local.http;

import org.jspecify.annotations.NullMarked;
