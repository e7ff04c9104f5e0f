/** A small catalogue of real products for a system that is tried for the first time. */
@NullMarked
package dev.waybill.local.demo;

import org.jspecify.annotations.NullMarked;
