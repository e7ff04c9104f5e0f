/** Messages from one transaction to the next: outbox and relay on the way out, lanes of batches on the way in. */
@NullMarked
package dev.waybill.delivery;

import org.jspecify.annotations.NullMarked;
