/** Sagas that are open, and what ops can do to them. */
@NullMarked
package dev.waybill.console.sagas;

import org.jspecify.annotations.NullMarked;
