/** Whether the books are balanced. */
@NullMarked
package dev.waybill.console.audits;

import org.jspecify.annotations.NullMarked;
