/** {@code ./waybill ops}: what ops can see and do, from a terminal or a script. */
@NullMarked
package dev.waybill.local.ops;

import org.jspecify.annotations.NullMarked;
