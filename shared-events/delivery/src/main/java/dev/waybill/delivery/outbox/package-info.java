/** From a committed row to an acknowledged record, once at least and per key in order. */
@NullMarked
package dev.waybill.delivery.outbox;

import org.jspecify.annotations.NullMarked;
