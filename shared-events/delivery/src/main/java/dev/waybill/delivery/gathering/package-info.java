/** Natural batching: what arrives while a write is on its way, or until the one before it is back, goes into the next one. */
@NullMarked
package dev.waybill.delivery.gathering;

import org.jspecify.annotations.NullMarked;
