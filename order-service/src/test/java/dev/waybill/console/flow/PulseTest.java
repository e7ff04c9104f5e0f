package dev.waybill.console.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.MessageType;
import dev.waybill.shards.RoutedId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PulseTest {

    private final MovedClock clock = new MovedClock();
    private final Pulse pulse = new Pulse(clock);
    private final UUID order = RoutedId.create(7, clock.now, new Random(1));

    @Test
    void countsBySecond() {
        pulse.heard(order, MessageType.ORDER_PLACED, clock.now.toEpochMilli());
        clock.now = clock.now.plusSeconds(1);
        pulse.heard(order, MessageType.ORDER_CONFIRMED, clock.now.toEpochMilli());
        clock.now = clock.now.plusSeconds(1);

        List<Second> last = pulse.last();
        assertThat(last).hasSize(Pulse.SECONDS);
        assertThat(last.get(Pulse.SECONDS - 2).placedOrders()).isEqualTo(1);
        assertThat(last.getLast().confirmedOrders()).isEqualTo(1);
        assertThat(last.getLast().withinMillis(0.5)).isBetween(800.0, 1_250.0);
    }

    @Test
    void forgetsWhatIsOlderThanItShows() {
        pulse.heard(order, MessageType.ORDER_PLACED, clock.now.toEpochMilli());
        clock.now = clock.now.plusSeconds(Pulse.SECONDS + 1);

        assertThat(pulse.last()).allMatch(second -> second.placedOrders() == 0);
        clock.now = clock.now.plusSeconds(100_000);
        assertThat(pulse.last()).allMatch(second -> second.placedOrders() == 0);
    }

    private static final class MovedClock extends Clock {
        private Instant now = Instant.parse("2026-01-31T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
