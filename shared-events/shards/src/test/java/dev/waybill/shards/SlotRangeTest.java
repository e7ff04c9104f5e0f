package dev.waybill.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlotRangeTest {

    @Test
    void readsAndSaysItself() {
        SlotRange range = SlotRange.parse(" 128-255 ");
        assertThat(range).isEqualTo(new SlotRange(128, 255)).hasToString("128-255");
        assertThat(range.size()).isEqualTo(128);
        assertThat(new SlotRange(7, 7).size()).isOne();
    }

    @Test
    void refusesWhatIsNoRangeAndSaysWhatItWasGiven() {
        for (String text : List.of("", "5", "5-", "a-b", "-1-5", "1-2-3", "0-40960")) {
            assertThatThrownBy(() -> SlotRange.parse(text)).hasMessageContaining("'" + text + "'");
        }
        assertThatThrownBy(() -> SlotRange.parse("9-8")).hasMessageContaining("9-8");
        assertThatThrownBy(() -> SlotRange.parse("0-4096")).hasMessageContaining("0-4096");
    }
}
