/** Orders read back: one by its id, or a customer's, newest first. */
@NullMarked
package dev.waybill.orders.reading;

import org.jspecify.annotations.NullMarked;
