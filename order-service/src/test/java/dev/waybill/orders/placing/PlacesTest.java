package dev.waybill.orders.placing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.orders.placing.Places.Taken;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private final Places places = new Places(3, 2);

    @Test
    void oneShopLeavesPlacesToTheOthers() {
        assertThat(places.take("a")).isEqualTo(Taken.ONE);
        assertThat(places.take("a")).isEqualTo(Taken.ONE);
        assertThat(places.take("a")).isEqualTo(Taken.SHOP_HAS_ENOUGH);
        assertThat(places.take("b")).isEqualTo(Taken.ONE);
        assertThat(places.take("c")).isEqualTo(Taken.NONE_IS_FREE);
        assertThat(places.take("a")).isEqualTo(Taken.SHOP_HAS_ENOUGH);
    }

    @Test
    void aPlaceThatWasLeftIsFree() {
        for (int i = 0; i < 10; i++) {
            assertThat(places.take("a")).isEqualTo(Taken.ONE);
            assertThat(places.take("a")).isEqualTo(Taken.ONE);
            assertThat(places.take("a")).isEqualTo(Taken.SHOP_HAS_ENOUGH);
            places.leave("a");
            places.leave("a");
        }
    }
}
