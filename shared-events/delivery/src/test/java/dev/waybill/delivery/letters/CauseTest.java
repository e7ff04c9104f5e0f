package dev.waybill.delivery.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CauseTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            there is no saga 0199f0c2-7a3b-7abc-8def-0123456789ab   | there is no saga …
            it belongs on partition 17                              | it belongs on partition #
            no message is called waybill.order.order-danced.v1      | no message is called waybill.order.order-danced.v1
            Unrecognized token 'garbage': was expecting             | Unrecognized token “…”: was expecting
            the value "a 7 b" is too long                           | the value “…” is too long
            4 of 12.5 units, at 12:30, -3 left                      | # of # units, at #, # left
            it violates "stock_is_never_negative" with "85123A"     | it violates "stock_is_never_negative" with “…”
            trace 4bf92f3577b34da6a3ce929d0e0e4736 ended            | trace … ended
            it doesn't know, and can't                              | it doesn't know, and can't
            sha256 of step_2                                        | sha256 of step_2
            """)
    void theParticularsAreMasked(String message, String shape) {
        assertThat(Cause.of("rejected", message).shape()).isEqualTo(shape);
    }

    @Test
    void whatOneBugHasCausedIsOneGroup() {
        Random random = new Random(17);
        Cause first = refusal(random);
        for (int i = 0; i < 1_000; i++) {
            assertThat(refusal(random).group()).isEqualTo(first.group());
        }
    }

    @Test
    void twoKindsAreTwoGroups() {
        assertThat(Cause.of("unreadable", "no such thing").group())
                .isNotEqualTo(Cause.of("rejected", "no such thing").group());
    }

    @Test
    void whateverItSaysCanBeStored() {
        Cause cause = Cause.of("unreadable", "nul \0, half \uD800 a pair, and " + "long ".repeat(1_000));
        assertThat(cause.message()).hasSize(1_000).doesNotContain("\0").doesNotContain("\uD800");
    }

    private static Cause refusal(Random random) {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        return Cause.of(
                "rejected",
                "CapturePayment of order %s finds %d, of GBP %d".formatted(id, random.nextInt(), random.nextInt(9)));
    }
}
