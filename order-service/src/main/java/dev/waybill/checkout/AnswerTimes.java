package dev.waybill.checkout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How long sagas wait for answers just now. A participant with a backlog answers in the order in which it was asked, so
 * whoever was asked after those that it answers now has not been forgotten. TCP's retransmission timer follows the round
 * trips that it sees in the same way (RFC 6298).
 *
 * <p>For use by several threads.
 */
public final class AnswerTimes {

    /** Without an answer for longer there is no telling what the next one will take. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    /** What took longer, such as a dead letter that was replayed, says nothing about the others. */
    private static final Duration BELIEVED_AT_MOST = Duration.ofHours(1);

    private final Clock clock;
    private final AtomicReference<Seen> longest;

    public AnswerTimes(Clock clock) {
        this.clock = clock;
        this.longest = new AtomicReference<>(new Seen(Duration.ZERO, Instant.MIN));
    }

    private record Seen(Duration time, Instant at) {
        boolean isRecent(Instant now) {
            return at.plus(REMEMBERED).isAfter(now);
        }
    }

    /**
     * Learns from answers that have come together.
     *
     * @param times for which each of them was waited for; nine in ten count, since of the others each may have a story of its own
     */
    void seen(List<Duration> times) {
        if (times.isEmpty()) {
            return;
        }
        List<Duration> sorted = times.stream().sorted().toList();
        Duration most = sorted.get((sorted.size() - 1) * 9 / 10);
        Seen latest = new Seen(most.compareTo(BELIEVED_AT_MOST) < 0 ? most : BELIEVED_AT_MOST, clock.instant());
        longest.accumulateAndGet(
                latest,
                (before, now) -> before.isRecent(now.at()) && before.time().compareTo(now.time()) > 0 ? before : now);
    }

    /** The longest of the last minute; zero if none was seen. */
    public Duration now() {
        Seen seen = longest.get();
        return seen.isRecent(clock.instant()) ? seen.time() : Duration.ZERO;
    }
}
