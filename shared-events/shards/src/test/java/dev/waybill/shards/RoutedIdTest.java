package dev.waybill.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RoutedIdTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

    @Test
    void hasTheBitsOfRfc9562() {
        UUID id = RoutedId.create(0xABC, NOW, random);
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(RoutedId.madeAt(id)).isEqualTo(NOW.toEpochMilli());
        assertThat(id.toString()).matches("[0-9a-f]{8}-[0-9a-f]{4}-7abc-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void isTheExampleWhenGivenItsParts() {
        UUID id = RoutedId.create(0xCC3, Instant.ofEpochMilli(0x017F22E279B0L), () -> 0x18C4DC0C0C07398FL << 2);
        assertThat(id).hasToString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    }

    @Test
    void carriesEverySlot() {
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            UUID id = RoutedId.create(slot, NOW, random);
            assertThat(RoutedId.slotOf(id)).isEqualTo(slot);
            assertThat(RoutedId.isRouted(id)).isTrue();
        }
    }

    @Test
    void sortsByTimeWhateverItsSlot() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(RoutedId.create(4095 - i, NOW.plusMillis(i), random).toString());
        }
        List<String> sorted = new ArrayList<>(ids);
        Collections.sort(sorted);
        assertThat(ids).isEqualTo(sorted);
    }

    @Test
    void refusesWhatCarriesNoSlot() {
        UUID other = UUID.fromString("b1a2c3d4-0000-4000-8000-000000000000");
        assertThat(RoutedId.isRouted(other)).isFalse();
        assertThatThrownBy(() -> RoutedId.slotOf(other)).hasMessageContaining(other + " is no UUIDv7");
        assertThatThrownBy(() -> RoutedId.create(4096, NOW, random)).hasMessageContaining("4096");
        assertThatThrownBy(() -> RoutedId.create(-1, NOW, random)).hasMessageContaining("-1");
    }
}
