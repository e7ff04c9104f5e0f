package dev.waybill.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "//evil.example/console/",
                "https://evil.example/console/",
                "/console/../v1/orders",
                "/console/sign-out",
                "/console/flow/live",
                "/v1/orders",
                "javascript:alert(1)",
                "/console/ <"
            })
    void whatIsNoPageOfOursLeadsHome(String wanted) {
        assertThat(Destination.of(wanted)).isEqualTo("/console/flow");
    }

    @Test
    void aPageOfOursIsGoneBackTo() {
        String page = "/console/orders?customer=a%20b&state=rejected";

        assertThat(Destination.of(page)).isEqualTo(page);
    }
}
