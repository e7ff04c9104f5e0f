package dev.waybill.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTest {

    private final Places places = new Places(3, 2);

    @Test
    void oneShopLeavesPlacesToTheOthers() {
        assertThat(places.take("a")).isTrue();
        assertThat(places.take("a")).isTrue();
        assertThat(places.take("a")).isFalse();
        assertThat(places.take("b")).isTrue();
        assertThat(places.take("c")).isFalse();
    }

    @Test
    void aPlaceThatWasLeftIsFree() {
        for (int i = 0; i < 10; i++) {
            assertThat(places.take("a")).isTrue();
            assertThat(places.take("a")).isTrue();
            assertThat(places.take("a")).isFalse();
            places.leave("a");
            places.leave("a");
        }
    }
}
