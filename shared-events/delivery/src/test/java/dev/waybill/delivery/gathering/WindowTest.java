package dev.waybill.delivery.gathering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class WindowTest {

    private static final int FEW = 19;
    private static final int MANY = 20;

    /** Time stands still until somebody waits; then the next thing happens, or else all of the wait passes. */
    private final class Clock implements Time {
        private final List<Long> waits = new ArrayList<>();
        private long now = 1_000_000_000_000L;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void pass(long nanos) {
            waits.add(nanos);
            if (happenings.isEmpty()) {
                now += nanos;
            } else {
                happenings.remove().run();
            }
        }
    }

    private final Deque<Runnable> happenings = new ArrayDeque<>();
    private final Clock clock = new Clock();
    private final Window window = new Window(clock);

    @Test
    void whatComesWhileNothingIsUnderWayNeverWaits() {
        assertThat(waits()).isEmpty();
    }

    @ParameterizedTest(name = "of {0}, {1} are enough")
    @CsvSource({"1, 1", "2, 2", "3, 3", "4, 3", "5, 4", "8, 6", "100, 75"})
    void opensOnceThreeQuartersOfTheLastBatchAreDecided(int size, int most) {
        List<UUID> batch = batch(size);
        window.left(batch);
        batch.forEach(item -> happenings.add(() -> window.decided(item)));
        assertThat(waits()).hasSize(most);
    }

    @Test
    void oneOfABatchIsDecidedOnlyOnce() {
        List<UUID> batch = batch(2);
        window.left(batch);
        Stream.of(batch.get(0), batch.get(0), UUID.randomUUID(), batch.get(1))
                .forEach(item -> happenings.add(() -> window.decided(item)));
        assertThat(waits()).hasSize(4);
    }

    @Test
    void onlyTheLastBatchIsWaitedFor() {
        List<UUID> last = batch(1);
        window.left(batch(3));
        window.left(last);
        happenings.add(() -> window.decided(last.getFirst()));
        assertThat(waits()).hasSize(1);
    }

    @Test
    void whatWasNotWrittenIsNotWaitedFor() {
        List<UUID> batch = batch(3);
        window.left(batch);
        happenings.add(() -> window.decided(batch.get(1)));
        happenings.add(() -> window.notWritten(List.of(batch.get(0), batch.get(2))));
        assertThat(waits()).hasSize(2);
    }

    @Test
    void anEmptyBatchIsNone() {
        window.left(List.of());
        assertThat(waits()).isEmpty();
    }

    @Test
    void enoughGoWhateverIsUnderWay() {
        window.left(batch(3));
        window.await(() -> true);
        assertThat(clock.waits).isEmpty();
    }

    @Test
    void whoWaitsLooksAgainWhetherThereAreEnough() {
        boolean[] enough = {false};
        window.left(batch(3));
        happenings.add(() -> enough[0] = true);
        window.await(() -> enough[0]);
        assertThat(clock.waits).hasSize(1);
    }

    @Test
    void aBatchOfWhichNothingIsHeardIsNotWaitedForForLong() {
        window.decided(UUID.randomUUID());
        clock.now += Window.SILENCE_NANOS - Window.LONGEST_NANOS - 1;
        window.left(batch(FEW));
        assertThat(waits()).containsExactly(Window.LONGEST_NANOS);
    }

    @Test
    void whileNothingIsHeardFewAreWaitedForBriefly() {
        window.left(batch(FEW));
        assertThat(waits()).as("ever").containsExactly(Window.BRIEF_NANOS);
        clock.waits.clear();

        window.decided(UUID.randomUUID());
        clock.now += Window.SILENCE_NANOS;
        window.left(batch(FEW));
        assertThat(waits()).as("for a second").containsExactly(Window.BRIEF_NANOS);
    }

    @Test
    void manyAreWaitedForHoweverLongNothingIsHeard() {
        window.left(batch(MANY));
        assertThat(waits()).containsExactly(Window.LONGEST_NANOS);
    }

    private List<Long> waits() {
        window.await(() -> false);
        return clock.waits;
    }

    private static List<UUID> batch(int size) {
        return IntStream.range(0, size).mapToObj(i -> UUID.randomUUID()).toList();
    }
}
