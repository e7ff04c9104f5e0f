package dev.waybill.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.Message;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Money;
import dev.waybill.contracts.OrderLine;
import dev.waybill.contracts.StockLine;
import dev.waybill.sagas.SagaDefinition;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the code against the definitions that were released, in {@code src/test/resources/definitions}, since sagas that
 * began under them may be running.
 */
class DefinitionsTest {

    /** An order that asks every participant for something, and gives something back. */
    private static final OrderFacts SAMPLE = new OrderFacts(
            AnySaga.ORDER,
            "demo",
            "17850",
            new Money(510, "GBP"),
            "tok_approve",
            Map.of(0, List.of(new StockLine("MUG", 2))),
            new OrderFacts.Reversal(
                    AnySaga.ORDER,
                    new Money(510, "GBP"),
                    List.of(new OrderLine("MUG", 2, 255)),
                    "cancelled_by_customer",
                    AnySaga.request(PlaceOrder.AUTHORIZE_PAYMENT, 0),
                    Map.of(0, AnySaga.request(PlaceOrder.RESERVE_STOCK, 0))));

    @Test
    void noReleasedDefinitionHasChanged() throws Exception {
        for (SagaDefinition<OrderFacts, Message> definition : Definitions.all()) {
            Path file = released().resolve(fileOf(definition));
            assertThat(file)
                    .as("%s is new: write down what its sagas will depend on:%n%s", definition, described(definition))
                    .exists();
            assertThat(described(definition))
                    .as(
                            "a changed definition needs a new number: sagas that began under %s may be running, and finish"
                                    + " as they began",
                            definition)
                    .isEqualTo(Files.readString(file));
        }
    }

    @Test
    void noReleasedNumberIsGone() throws Exception {
        try (Stream<Path> files = Files.list(released())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("a number goes, with its file, only when no saga runs under it on any shard:"
                            + " ./waybill check-upgrade says so")
                    .containsExactlyInAnyOrderElementsOf(Definitions.all().stream()
                            .map(DefinitionsTest::fileOf)
                            .toList());
        }
    }

    @Test
    void sagasBeginUnderTheNewestNumber() {
        assertThat(Definitions.newest(PlaceOrder.NAME).number()).isEqualTo(2);
        assertThat(Definitions.newest(TakeBack.CANCEL).number()).isEqualTo(1);
        assertThat(Definitions.newest(TakeBack.RETURN).number()).isEqualTo(1);
    }

    @Test
    void whatThisReleaseLacksItDoesNotHave() {
        assertThat(Definitions.has(PlaceOrder.NAME, 1)).isTrue();
        assertThat(Definitions.has(PlaceOrder.NAME, 99)).isFalse();
        assertThat(Definitions.has("unheard-of", 1)).isFalse();
    }

    private static String described(SagaDefinition<OrderFacts, Message> definition) {
        return definition.describe(SAMPLE, message -> MessageType.of(message).wireName());
    }

    private static String fileOf(SagaDefinition<?, ?> definition) {
        return "%s-%d.txt".formatted(definition.name(), definition.number());
    }

    private static Path released() throws URISyntaxException, IOException {
        URL folder = Objects.requireNonNull(DefinitionsTest.class.getResource("/definitions"));
        return Path.of(folder.toURI());
    }
}
