/** Messages that could not be handled, and those that wait behind them: how they come into their shard's store. */
@NullMarked
package dev.waybill.delivery.letters;

import org.jspecify.annotations.NullMarked;
