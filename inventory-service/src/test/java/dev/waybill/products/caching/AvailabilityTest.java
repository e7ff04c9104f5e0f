package dev.waybill.products.caching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AvailabilityTest {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final AtomicInteger calls = new AtomicInteger();
    private final Availability availability = new Availability(clock(), new Settings());

    @Test
    void whatFailsIsLeftAloneForAMoment() {
        assertThat(availability.attempt(this::fail)).isNull();
        assertThat(availability.isAway()).isTrue();
        assertThat(availability.attempt(() -> "answer")).isNull();
        now = now.plusSeconds(1);
        assertThat(availability.attempt(this::fail)).isNull();
        assertThat(calls).hasValue(2);
        now = now.plusSeconds(1);
        assertThat(availability.attempt(() -> "answer")).isEqualTo("answer");
        assertThat(availability.isAway()).isFalse();
    }

    private String fail() {
        calls.incrementAndGet();
        throw new IllegalStateException("connection refused");
    }

    private Clock clock() {
        return new Clock() {
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
        };
    }

    private record Settings() implements CachingConfig {
        @Override
        public Duration keepFor() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(1);
        }
    }
}
