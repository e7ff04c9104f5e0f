package dev.waybill.products.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.products.ListedProduct;
import dev.waybill.products.Product;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingDecisionTest {

    private static final Product OLD = product("KNOWN", 1);

    private final ListingDecision decision = new ListingDecision(List.of(new ListedProduct(OLD, 4)));

    @Test
    void whatIsNewHasVersionOne() {
        ListedProduct listed = new ListedProduct(product("NEW", 1), 1);
        assertThat(decision.decide(wish(product("NEW", 1)))).isEqualTo(new Listing.Created(listed));
        assertThat(decision.changed()).containsExactly(listed);
        assertThat(decision.versionBefore(listed.product().key())).isZero();
    }

    @Test
    void whatIsTheSameIsLeftAlone() {
        assertThat(decision.decide(wish(OLD))).isEqualTo(new Listing.Unchanged(new ListedProduct(OLD, 4)));
        assertThat(decision.changed()).isEmpty();
    }

    @Test
    void aProductThatChangesTwiceInABatchIsWrittenOnce() {
        decision.decide(wish(product("KNOWN", 2)));
        decision.decide(wish(product("KNOWN", 3)));
        assertThat(decision.changed()).containsExactly(new ListedProduct(product("KNOWN", 3), 6));
        assertThat(decision.versionBefore(OLD.key())).isEqualTo(4);
    }

    @Test
    void anotherVersionThanWasAskedForIsRefused() {
        assertThat(decision.decide(new Wish(product("KNOWN", 2), 3L))).isEqualTo(new Listing.OtherVersion(4L));
        assertThat(decision.decide(new Wish(product("NEW", 2), 3L))).isEqualTo(new Listing.OtherVersion(null));
        assertThat(decision.changed()).isEmpty();
        assertThat(decision.decide(new Wish(product("KNOWN", 2), 4L))).isInstanceOf(Listing.Updated.class);
    }

    private static Wish wish(Product product) {
        return new Wish(product, null);
    }

    private static Product product(String sku, long price) {
        return new Product("shop", sku, "Any product", price, "GBP", true);
    }
}
