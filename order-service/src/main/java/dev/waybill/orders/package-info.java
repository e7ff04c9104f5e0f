/** What an order is, to whoever asks. */
@NullMarked
package dev.waybill.orders;

import org.jspecify.annotations.NullMarked;
