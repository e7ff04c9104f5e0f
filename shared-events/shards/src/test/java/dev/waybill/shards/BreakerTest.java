package dev.waybill.shards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private final Throwable refused = new IllegalStateException("the database is starting up");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final Breaker breaker = new Breaker(nanos::get);

    @Test
    void whatHasNotRefusedIsTried() {
        assertThat(breaker.open()).isNull();
        breaker.connected();
        assertThat(breaker.open()).isNull();
    }

    @Test
    void whatHasRefusedIsLeftAloneForAMomentAndThenTriedAgain() {
        breaker.refused(refused);
        assertThat(breaker.open()).isSameAs(refused);
        nanos.addAndGet(Duration.ofMillis(199).toNanos());
        assertThat(breaker.open()).isSameAs(refused);
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(breaker.open()).isNull();
    }

    @Test
    void whatAnswersAgainIsTriedAtOnce() {
        breaker.refused(refused);
        breaker.connected();
        assertThat(breaker.open()).isNull();
    }
}
