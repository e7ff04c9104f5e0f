package dev.waybill.benchmark.letters;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.benchmark.letters.Spoilt.Where;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpoiltTest {
    private static final UUID FIRST_SLOT = UUID.fromString("019c0000-0000-7000-8000-000000000001");
    private static final UUID LAST_SLOT = UUID.fromString("019c0000-0000-7fff-8000-000000000001");

    @Test
    void theBugsTakeTurns() {
        Map<String, Long> byType = IntStream.range(0, 300)
                .mapToObj(number -> Spoilt.numbered(number, FIRST_SLOT))
                .collect(groupingBy(Spoilt::type, counting()));
        assertThat(byType).hasSize(3).allSatisfy((type, count) -> assertThat(count)
                .isEqualTo(100));
    }

    @Test
    void goesWhereAnOrdersMessagesGo() {
        assertThat(Spoilt.numbered(0, FIRST_SLOT).partition(32)).isZero();
        assertThat(Spoilt.numbered(0, LAST_SLOT).partition(32)).isEqualTo(31);
        assertThat(Spoilt.numbered(2, LAST_SLOT).partition(2)).isEqualTo(1);
        assertThat(Spoilt.numbered(2, LAST_SLOT).where()).isEqualTo(Where.STOCK_COMMANDS);
    }

    @Test
    void saysWhoseItIsAndThatItWasPlanted() {
        Spoilt spoilt = Spoilt.numbered(1, FIRST_SLOT);
        assertThat(spoilt.headers()).containsEntry("ce_subject", FIRST_SLOT.toString());
        assertThat(spoilt.key()).isEqualTo("planted-" + FIRST_SLOT);
    }

    @Test
    void aGroupIsTheSameWhereverItIsMet() {
        Counted counted =
                new Counted(Map.of("a", 2L, "b", 3L)).and(Counted.none()).and(new Counted(Map.of("b", 1L)));
        assertThat(counted.byGroup()).isEqualTo(Map.of("a", 2L, "b", 4L));
        counted.require(2, 6);
        assertThatThrownBy(() -> counted.require(3, 6)).hasMessageContaining("expected 3 groups of 6 letters");
        assertThatThrownBy(() -> counted.require(2, 7)).hasMessageContaining("expected 2 groups of 7 letters");
    }
}
