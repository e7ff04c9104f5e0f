package dev.waybill.benchmark.letters;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each order breaks one rule, each rule is one cause, and a replay counts only if nothing of it stays. */
class HeldUpTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Group GROUP = new Group("g", "violates it", "a", 2, 1);

    @Test
    void theRulesTakeTurns() {
        Map<String, Long> bySku =
                IntStream.range(0, 300).mapToObj(HeldUpTest::skuOf).collect(groupingBy(sku -> sku, counting()));
        assertThat(bySku).hasSize(3).allSatisfy((sku, orders) -> assertThat(orders)
                .isEqualTo(100));
    }

    private static String skuOf(int order) {
        try {
            return JSON.readTree(Arrivals.line(order)).at("/lines/0/sku").asText();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Or rules would hold up orders that nobody means: those of other scenarios have 1, 3, 20 or 1,000 units. */
    @Test
    void areBrokenByTheirOwnOrdersOnly() {
        assertThat(Rule.NO_SHELF.allows(499)).isEqualTo("NOT 'HELD-UP-BY-NO_SHELF' = ANY (skus)");
        assertThat(Rule.NO_PAYMENT.allows(499)).isEqualTo("amount IS DISTINCT FROM 998");
        assertThat(Rule.NO_CONFIRMATION.allows(499)).isEqualTo("state <> 'CONFIRMED' OR total <> 1996");
    }

    @ParameterizedTest
    @EnumSource
    void isKnownByTheNameThatPostgresSays(Rule rule) {
        String said =
                "ERROR: new row for relation “…” violates check constraint \"%s\" (#)".formatted(rule.constraint());
        assertThat(new Group("g", said, "a", 1, 0).isOf(rule)).isTrue();
        assertThat(GROUP.isOf(rule)).isFalse();
        assertThat(rule.impose(499))
                .contains("ADD CONSTRAINT " + rule.constraint())
                .endsWith("NOT VALID");
        assertThat(rule.lift()).contains(rule.constraint());
    }

    @Test
    void nothingMayStay() throws JsonProcessingException {
        Foretold foretold = Foretold.of(JSON.readTree("{\"will_apply\":2,\"duplicate\":1,\"fenced\":0}"));
        assertThat(foretold).isEqualTo(new Foretold(2, 1, 0));
        assertThatCode(() -> foretold.require(GROUP)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new Foretold(2, 0, 1).require(GROUP)).hasMessageContaining("should apply");
        assertThatThrownBy(() -> new Foretold(1, 1, 0).require(GROUP)).hasMessageContaining("should apply");

        assertThatCode(() -> new Progress("finished", 3, 3, 0, "").requireDone())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new Progress("finished", 3, 3, 1, "").requireDone())
                .hasMessageContaining("has not done all");
        assertThatThrownBy(() -> new Progress("stopped", 3, 2, 0, "why").requireDone())
                .hasMessageContaining("why");
    }
}
