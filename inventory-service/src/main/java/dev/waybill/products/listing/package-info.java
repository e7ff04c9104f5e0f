/** Shops put products on their lists, one by one or a catalogue at a time. */
@NullMarked
package dev.waybill.products.listing;

import org.jspecify.annotations.NullMarked;
