/** How many units there are of each SKU, and the one way to change that: lock in order, decide, move. */
@NullMarked
package dev.waybill.stock;

import org.jspecify.annotations.NullMarked;
