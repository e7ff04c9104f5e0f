/** Asks several services the same thing, side by side. */
@NullMarked
package dev.waybill.local.ops.calls;

import org.jspecify.annotations.NullMarked;
