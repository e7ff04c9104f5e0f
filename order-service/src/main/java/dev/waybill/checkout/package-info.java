/** The saga that carries an order through stock and payment, and the shell that runs it on a shard. */
@NullMarked
package dev.waybill.checkout;

import org.jspecify.annotations.NullMarked;
