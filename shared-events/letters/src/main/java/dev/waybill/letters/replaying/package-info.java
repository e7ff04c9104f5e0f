/** Letters are applied from the store, in order, in the transaction that removes them. */
@NullMarked
package dev.waybill.letters.replaying;

import org.jspecify.annotations.NullMarked;
