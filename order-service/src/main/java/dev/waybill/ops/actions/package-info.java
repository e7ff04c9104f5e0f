/** What ops has done by hand, by whom and why. */
@NullMarked
package dev.waybill.ops.actions;

import org.jspecify.annotations.NullMarked;
