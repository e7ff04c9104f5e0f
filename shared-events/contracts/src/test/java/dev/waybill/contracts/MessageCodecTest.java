package dev.waybill.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.MessageCodec.Decoded;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {

    private static final String CONFIRMED = MessageType.ORDER_CONFIRMED.wireName();

    @Test
    void aTypeThatIsNotKnownIsSaidToBeSo() {
        Decoded decoded = decode("waybill.order.order-gift-wrapped.v1", "{}");

        assertThat(decoded).isEqualTo(new Decoded.UnknownType("waybill.order.order-gift-wrapped.v1"));
    }

    @Test
    void aLaterVersionOfAKnownTypeIsAnotherType() {
        assertThat(decode("waybill.order.order-confirmed.v2", "{}")).isInstanceOf(Decoded.UnknownType.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "null", "[]", "7", "\"text\"", "{", "{}", "<order/>", "\0\1\2", "{\"tenant\":null}"})
    void garbageIsUnreadable(String garbage) {
        assertThat(decode(CONFIRMED, garbage)).isInstanceOf(Decoded.Unreadable.class);
    }

    @ParameterizedTest
    @EnumSource
    void theDataOfAnotherTypeIsUnreadable(MessageType type) {
        String product = write(Examples.of(MessageType.PRODUCT_CHANGED));

        if (type != MessageType.PRODUCT_CHANGED) {
            assertThat(decode(type.wireName(), product)).isInstanceOf(Decoded.Unreadable.class);
        }
    }

    @Test
    void somethingAfterTheMessageIsUnreadable() {
        String twice = confirmed() + confirmed();

        assertThat(decode(CONFIRMED, twice)).isInstanceOf(Decoded.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42.99", "\"4242\"", "\"\"", "true", "-1", "1e30", "9223372036854775808", "null"})
    void anAmountIsNeverGuessed(String amount) {
        String guessed = confirmed().replace("4242", amount);

        assertThat(decode(CONFIRMED, guessed)).isInstanceOf(Decoded.Unreadable.class);
    }

    @Test
    void whatIsCutShortSaysWhatIsMissingAndNoMore() {
        assertThat(decode(CONFIRMED, "{\"tenant\":\"acme\""))
                .isEqualTo(
                        new Decoded.Unreadable(
                                CONFIRMED,
                                "Unexpected end-of-input: expected close marker for Object (start marker at line: 1, column: 1)"));
    }

    @Test
    void whatIsUnreadableSaysWhy() {
        Decoded decoded = decode(CONFIRMED, confirmed().replace("4242", "-1"));

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Unreadable.class, unreadable -> {
            assertThat(unreadable.type()).isEqualTo(CONFIRMED);
            assertThat(unreadable.cause()).contains("amount must not be negative");
        });
    }

    @Test
    void namesOfAnyScriptSurvive() {
        ProductChanged product = new ProductChanged("demo", "größe-Ⅻ", "茶杯 ☕\n\"tea\"", Examples.TOTAL, false, 1);

        assertThat(decode(MessageType.PRODUCT_CHANGED.wireName(), write(product)))
                .isEqualTo(new Decoded.Known(product));
    }

    @Test
    void whatNoDatabaseKeepsIsUnreadable() {
        ProductChanged product = new ProductChanged("demo", "tea\0pot", "tea", Examples.TOTAL, false, 1);
        String type = MessageType.PRODUCT_CHANGED.wireName();

        assertThat(decode(type, write(product)))
                .isInstanceOfSatisfying(Decoded.Unreadable.class, unreadable -> assertThat(unreadable.cause())
                        .contains("U+0000"));
        assertThat(MessageCodec.decode(CONFIRMED, confirmed().getBytes(StandardCharsets.UTF_16BE)))
                .isInstanceOf(Decoded.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "\\u0000, true",
        "tea\\u0000pot, true",
        "\\\\\\u0000, true",
        "\\\\u0000, false",
        "\\u0001, false",
        "\\u000, false",
        "\\, false",
        "u0000, false"
    })
    void aBackslashMayStandForItself(String json, boolean nul) {
        assertThat(MessageCodec.holdsNul(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(nul);
    }

    private static String confirmed() {
        return write(Examples.of(MessageType.ORDER_CONFIRMED));
    }

    private static String write(Message message) {
        return new String(MessageCodec.encode(message), StandardCharsets.UTF_8);
    }

    private static Decoded decode(String type, String data) {
        return MessageCodec.decode(type, data.getBytes(StandardCharsets.UTF_8));
    }
}
