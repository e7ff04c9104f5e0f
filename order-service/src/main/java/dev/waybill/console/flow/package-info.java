/** How orders flow, live. */
@NullMarked
package dev.waybill.console.flow;

import org.jspecify.annotations.NullMarked;
