/** What the shops sell. */
@NullMarked
package dev.waybill.products;

import org.jspecify.annotations.NullMarked;
