package dev.waybill.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderMixTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> CATALOGUE = OrderMix.catalogue(OrderMix.STANDARD.skus());

    private final Random random = new Random(7);

    @Test
    void ordersDifferentGoodsOfTheCatalogue() throws JsonProcessingException {
        OrderMix mix = OrderMix.STANDARD.withLines(20);
        JsonNode order = JSON.readTree(mix.next(random));
        assertThat(order.path("lines").findValuesAsText("sku"))
                .hasSize(20)
                .doesNotHaveDuplicates()
                .isSubsetOf(OrderMix.catalogue(mix.skus()));
    }

    @Test
    void paysSoThatAsManyAreDeclinedAsWereAskedFor() {
        OrderMix mix = OrderMix.STANDARD.withDeclined(50);
        long declined = IntStream.range(0, 10_000)
                .mapToObj(any -> mix.next(random))
                .filter(order -> order.contains("tok_decline"))
                .count();
        assertThat(declined).isBetween(4_800L, 5_200L);
    }

    @Test
    void putsOneForAllAmongAsManyLinesAsBefore() throws JsonProcessingException {
        OrderMix mix = OrderMix.STANDARD.withOneForAll();
        for (int i = 0; i < 10_000; i++) {
            JsonNode order = JSON.readTree(mix.next(random));
            assertThat(order.path("lines").findValuesAsText("sku"))
                    .hasSize(OrderMix.STANDARD.lines())
                    .doesNotHaveDuplicates()
                    .contains("BENCH-0")
                    .isSubsetOf(CATALOGUE);
        }
    }
}
