package dev.waybill.products.listing;

import dev.waybill.products.Product;
import org.jspecify.annotations.Nullable;

/**
 * That a product be as stated.
 *
 * @param onlyIfVersion the version that it must have now; null if any will do, or none
 */
record Wish(Product product, @Nullable Long onlyIfVersion) {}
