/** What must be true of orders and their sagas at any instant. */
@NullMarked
package dev.waybill.ops.auditing;

import org.jspecify.annotations.NullMarked;
