package dev.waybill.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.waybill.catalogue.Product;
import dev.waybill.http.Problem;
import dev.waybill.http.ProblemException;
import dev.waybill.orders.OrderView.Address;
import dev.waybill.orders.OrderView.Contact;
import dev.waybill.orders.OrderView.Line;
import dev.waybill.orders.placing.OrderDraft.DraftLine;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PricingTest {

    private static final Map<String, Product> PRODUCTS = Map.of(
            "LAMP", new Product("A lamp", 250, "GBP", true, 1),
            "GONE", new Product("Not made any more", 100, "GBP", false, 2),
            "EURO", new Product("Sold in euros", 100, "EUR", true, 1));

    @Test
    void theCatalogueSetsThePrice() {
        assertThat(price(false, new DraftLine("LAMP", 3, null)))
                .containsExactly(new Line(1, "LAMP", "A lamp", 3, 250, 750));
    }

    @Test
    void theShownPriceMustStillBeThePrice() {
        assertThat(price(false, new DraftLine("LAMP", 1, 250L))).hasSize(1);
        Problem problem = refused(false, new DraftLine("LAMP", 1, 240L));

        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.errors().getFirst().detail()).contains("is 250 now, not 240");
    }

    @Test
    void aPricingCallerSetsThePriceEvenOfWhatTheCatalogueLacks() {
        assertThat(price(true, new DraftLine("LAMP", 1, 240L), new DraftLine("NEW", 2, 5L)))
                .extracting(Line::amount)
                .containsExactly(240L, 10L);
    }

    @Test
    void everyLineThatCannotBeSoldIsNamed() {
        Problem problem = refused(
                false, new DraftLine("NONE", 1, null), new DraftLine("GONE", 1, null), new DraftLine("EURO", 1, null));

        assertThat(problem.errors())
                .extracting(Problem.FieldError::pointer)
                .containsExactly("/lines/0/sku", "/lines/1/sku", "/currency");
    }

    @Test
    void ofManyChangedPricesTheFirstAreNamed() {
        Problem problem = refused(
                false,
                Collections.nCopies(1_200, new DraftLine("LAMP", 1, 240L)).toArray(DraftLine[]::new));

        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.errors()).hasSize(Problem.MOST_ERRORS);
        assertThat(problem.detail()).endsWith("The first 20 of 1,200 are named.");
    }

    @Test
    void anOrderCostsSomethingAndNotMoreThanCanBeCounted() {
        assertThat(refused(true, new DraftLine("LAMP", 1, 0L))
                        .errors()
                        .getFirst()
                        .pointer())
                .isEqualTo("/lines");
        DraftLine dear = new DraftLine("LAMP", OrderReader.MAX_QUANTITY, OrderReader.MAX_PRICE);
        assertThat(refused(true, dear, dear).status()).isEqualTo(422);
    }

    private static List<Line> price(boolean callerSetsPrices, DraftLine... lines) {
        OrderDraft draft = new OrderDraft(
                "1",
                new Contact(null, null),
                new Address(null, null, null, null),
                "GBP",
                "tok_approve",
                List.of(lines));
        return Pricing.price(draft, PRODUCTS::get, callerSetsPrices);
    }

    private static Problem refused(boolean callerSetsPrices, DraftLine... lines) {
        return assertThatThrownBy(() -> price(callerSetsPrices, lines))
                .asInstanceOf(type(ProblemException.class))
                .actual()
                .problem();
    }
}
