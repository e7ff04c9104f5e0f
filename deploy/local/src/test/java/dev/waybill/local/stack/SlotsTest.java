package dev.waybill.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.local.stack.Shard.Slots;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotsTest {
    @Test
    void fourShardsHaveAQuarterEach() {
        assertThat(Slots.cut(4)).hasToString("[0-1023, 1024-2047, 2048-3071, 3072-4095]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 32, 4096})
    void everySlotIsInOneRange(int parts) {
        List<Slots> ranges = Slots.cut(parts);
        int next = 0;
        for (Slots range : ranges) {
            assertThat(range.first()).isEqualTo(next);
            next = range.last() + 1;
        }
        assertThat(next).isEqualTo(Slots.ALL);
    }

    @Test
    void noShardsAtAllIsRefused() {
        assertThatThrownBy(() -> Slots.cut(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
