/** Goods come in. */
@NullMarked
package dev.waybill.stock.receiving;

import org.jspecify.annotations.NullMarked;
