/** Makes one answer of what several services have said. */
@NullMarked
package dev.waybill.local.ops.merging;

import org.jspecify.annotations.NullMarked;
