/** How many sagas are open, parked and overdue, as metrics. */
@NullMarked
package dev.waybill.ops.watching;

import org.jspecify.annotations.NullMarked;
