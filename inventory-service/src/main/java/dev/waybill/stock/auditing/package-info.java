/** What must always be true of stock: its counts against the rows that they are sums of. */
@NullMarked
package dev.waybill.stock.auditing;

import org.jspecify.annotations.NullMarked;
