/** An order's story, told from its rows. */
@NullMarked
package dev.waybill.ops.timeline;

import org.jspecify.annotations.NullMarked;
