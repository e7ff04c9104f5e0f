/** Natural batching: what arrives while a write is on its way, or until the next beat, goes into the next one. */
@NullMarked
package dev.waybill.delivery.gathering;

import org.jspecify.annotations.NullMarked;
