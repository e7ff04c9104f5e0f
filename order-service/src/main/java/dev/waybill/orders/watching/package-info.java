/** Who waits for an order to change, in this replica. */
@NullMarked
package dev.waybill.orders.watching;

import org.jspecify.annotations.NullMarked;
