package dev.waybill.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerTimesTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final Ticking clock = new Ticking();
    private final AnswerTimes times = new AnswerTimes(clock);

    @Test
    void nothingIsKnownAtFirst() {
        times.seen(List.of());

        assertThat(times.now()).isZero();
    }

    @Test
    void theLongestCounts() {
        times.seen(List.of(LONG));
        times.seen(List.of(SHORT));

        assertThat(times.now()).isEqualTo(LONG);
    }

    @Test
    void aMinuteLaterItIsForgotten() {
        times.seen(List.of(LONG));
        clock.pass(Duration.ofSeconds(59));
        assertThat(times.now()).isEqualTo(LONG);
        clock.pass(Duration.ofSeconds(1));
        assertThat(times.now()).isZero();

        times.seen(List.of(SHORT));

        assertThat(times.now()).isEqualTo(SHORT);
    }

    @Test
    void whatGoesOnIsNotForgotten() {
        for (int i = 0; i < 10; i++) {
            times.seen(List.of(LONG));
            clock.pass(Duration.ofSeconds(30));
        }

        assertThat(times.now()).isEqualTo(LONG);
    }

    @Test
    void aFewThatHaveAStoryOfTheirOwnDoNotCount() {
        List<Duration> answers = IntStream.range(0, 20)
                .mapToObj(i -> i == 7 ? LONG : SHORT.plusMillis(i))
                .toList();

        times.seen(answers);

        assertThat(times.now()).isLessThan(Duration.ofMillis(50));
    }

    @Test
    void noMoreThanAnHourIsBelieved() {
        times.seen(List.of(Duration.ofDays(2)));

        assertThat(times.now()).isEqualTo(Duration.ofHours(1));
    }

    private static final class Ticking extends Clock {
        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
