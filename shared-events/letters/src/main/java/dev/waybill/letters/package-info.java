/**
 * Dead letters for ops: found, understood before anything is done, replayed in order, mended or put away. A service produces
 * an {@link dev.waybill.delivery.consuming.Inbound} for each topic that it reads; the rest is wired here.
 */
@NullMarked
package dev.waybill.letters;

import org.jspecify.annotations.NullMarked;
