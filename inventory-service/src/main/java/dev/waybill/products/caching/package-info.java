/** Products that are read again and again come from Redis. */
@NullMarked
package dev.waybill.products.caching;

import org.jspecify.annotations.NullMarked;
