/** Answers as text for a terminal. */
@NullMarked
package dev.waybill.local.ops.showing;

import org.jspecify.annotations.NullMarked;
