/** Sagas stopped, all of a definition or all there are. */
@NullMarked
package dev.waybill.ops.pausing;

import org.jspecify.annotations.NullMarked;
