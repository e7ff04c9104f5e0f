/** Sagas as their rows have them. */
@NullMarked
package dev.waybill.ops.sagas;

import org.jspecify.annotations.NullMarked;
