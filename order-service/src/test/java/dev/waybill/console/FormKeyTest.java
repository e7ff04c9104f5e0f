package dev.waybill.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormKeyTest {

    @Test
    void isTheSameForASessionAndAnotherForAnother() {
        assertThat(FormKey.isOf("token", FormKey.of("token"))).isTrue();
        assertThat(FormKey.isOf("other", FormKey.of("token"))).isFalse();
    }

    @Test
    void nothingIsNoKey() {
        assertThat(FormKey.isOf("token", null)).isFalse();
        assertThat(FormKey.isOf("token", "")).isFalse();
        assertThat(FormKey.isOf("token", "é")).isFalse();
    }

    @Test
    void doesNotShowTheToken() {
        assertThat(FormKey.of("token")).doesNotContain("token").hasSize(43);
    }
}
