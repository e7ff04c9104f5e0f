/** What ops can do to one saga. */
@NullMarked
package dev.waybill.ops.intervening;

import org.jspecify.annotations.NullMarked;
