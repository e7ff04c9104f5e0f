/** Sagas shown to ops, one by one and in lists. */
@NullMarked
package dev.waybill.ops.inspecting;

import org.jspecify.annotations.NullMarked;
