package dev.waybill.console.letters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

    @Test
    void jsonIsLaidOut() {
        assertThat(Layout.of("{\"a\": {\"b\":[1,2.50]},\"c\":\" \\\" : x\"}"))
                .contains(System.lineSeparator() + "  \"a\" : {")
                .contains("2.50", "\" \\\" : x\"");
    }

    /** Just what somebody who looks for the mistake has to see. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1} and more",
                "{\"a\":1}{\"a\":2}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1e5}",
                "{\"a\":\"\\u0041\"}",
                "{\"a\":1",
                "1 2",
                "no JSON",
                ""
            })
    void whatWouldNotComeOutAsItWasSentStaysAsItIs(String payload) {
        assertThat(Layout.of(payload)).isEqualTo(payload);
    }

    @Test
    void noDigitIsLost() {
        String digits = "0.1234567890123456789012345678901234567890";

        assertThat(Layout.of("{\"a\":" + digits + ",\"b\":123456789012345678901234567890}"))
                .contains(digits, "123456789012345678901234567890");
    }
}
