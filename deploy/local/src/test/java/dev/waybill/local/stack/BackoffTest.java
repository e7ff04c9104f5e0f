package dev.waybill.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.stack.Supervisor.Backoff;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void waitsLongerWithEveryDeath() {
        Backoff once = Backoff.NONE.died(0);
        Backoff twice = once.died(SECOND);
        assertThat(once.delay()).isEqualTo(Supervisor.FIRST);
        assertThat(twice.delay()).isEqualTo(Supervisor.FIRST.multipliedBy(2));
    }

    @Test
    void neverWaitsLongerThanTheLongest() {
        Backoff backoff = Backoff.NONE;
        for (int i = 0; i < 100; i++) {
            backoff = backoff.died(i * SECOND);
        }
        assertThat(backoff.delay()).isEqualTo(Supervisor.LONGEST);
    }

    @Test
    void forgivesAfterAMinute() {
        Backoff later = Backoff.NONE.died(0).died(SECOND).died(100 * SECOND);
        assertThat(later.delay()).isEqualTo(Supervisor.FIRST);
    }
}
