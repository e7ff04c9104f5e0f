package dev.waybill.products.listing;

import dev.waybill.products.ListedProduct;
import org.jspecify.annotations.Nullable;

/** What came of a wish. */
sealed interface Listing {

    record Created(ListedProduct product) implements Listing {}

    record Updated(ListedProduct product) implements Listing {}

    /** It was so before; nobody is told. */
    record Unchanged(ListedProduct product) implements Listing {}

    /**
     * It does not have the version that was asked for.
     *
     * @param version null if there is no such product
     */
    record OtherVersion(@Nullable Long version) implements Listing {}
}
