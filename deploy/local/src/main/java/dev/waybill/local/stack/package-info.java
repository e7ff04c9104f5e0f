/** The whole system as one object: servers, services, keys and addresses. */
@NullMarked
package dev.waybill.local.stack;

import org.jspecify.annotations.NullMarked;
