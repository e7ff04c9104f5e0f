package dev.waybill.local.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentTest {
    @ParameterizedTest
    @ValueSource(strings = {"y", "Y", "yes", " Yes "})
    void yesIsYes(String typed) {
        assertThat(Consent.isYes(typed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n", "yesterday", "ok"})
    void allElseIsNo(String typed) {
        assertThat(Consent.isYes(typed)).isFalse();
    }

    @Test
    void silenceIsNo() {
        assertThat(Consent.isYes(null)).isFalse();
    }
}
