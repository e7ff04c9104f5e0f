/** Natural batching: what arrives while a write is on its way goes into the next one. */
@NullMarked
package dev.waybill.delivery.gathering;

import org.jspecify.annotations.NullMarked;
