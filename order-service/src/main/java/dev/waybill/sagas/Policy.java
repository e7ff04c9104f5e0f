package dev.waybill.sagas;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How patient a saga is with a step, and with its undo. A time-out says nothing about what has happened, so it repeats the
 * same attempt; only a definite refusal may open another.
 *
 * @param timeLimit how long an answer may take before the request is repeated
 * @param retries how often it is repeated before the saga gives up: a step before the pivot is undone then, anything else is
 *     parked for ops
 * @param backoff what the wait grows by at the first repetition; doubled with each, up to {@code backoffAtMost}
 * @param attempts how many attempts refusals may use up; with 1, the first refusal turns the saga back
 */
public record Policy(Duration timeLimit, int retries, Duration backoff, Duration backoffAtMost, int attempts) {

    public Policy {
        if (!timeLimit.isPositive() || backoff.isNegative() || backoffAtMost.compareTo(backoff) < 0) {
            throw new IllegalArgumentException(
                    "time limit %s must be above zero, backoff %s at least zero and at most %s"
                            .formatted(timeLimit, backoff, backoffAtMost));
        }
        if (retries < 0 || attempts < 1) {
            throw new IllegalArgumentException(
                    "retries count from 0 and attempts from 1, but were %d and %d".formatted(retries, attempts));
        }
    }

    /** Repeated 8 times, with 5 seconds to 2 minutes more each time; the first refusal turns the saga back. */
    public static Policy within(Duration timeLimit) {
        return new Policy(timeLimit, 8, Duration.ofSeconds(5), Duration.ofMinutes(2), 1);
    }

    public Policy retried(int times) {
        return new Policy(timeLimit, times, backoff, backoffAtMost, attempts);
    }

    public Policy backingOff(Duration first, Duration atMost) {
        return new Policy(timeLimit, retries, first, atMost, attempts);
    }

    public Policy attempts(int most) {
        return new Policy(timeLimit, retries, backoff, backoffAtMost, most);
    }

    /**
     * How long to wait for an answer.
     *
     * @param sends how often the request has been sent, from 1
     * @param seed of the jitter, which takes up to half of the backoff away: the same for the same request, so that a
     *     decision is the same whenever it is made again, and different for its neighbours, so that they don't come at once
     */
    Duration patience(int sends, long seed) {
        if (sends == 1) {
            return timeLimit;
        }
        double doubled = Math.scalb((double) backoff.toMillis(), Math.min(sends - 2, 30));
        double longest = Math.min((double) backoffAtMost.toMillis(), doubled);
        double jitter = new SplittableRandom(seed + sends).nextDouble() / 2;
        return timeLimit.plusMillis((long) (longest * (1 - jitter)));
    }

    /**
     * As the golden file of definitions has it.
     *
     * @param after what the last refusal does
     */
    String describe(String after) {
        return "answers within %s, repeated %d times backing off %s to %s, %s %s"
                .formatted(
                        seconds(timeLimit),
                        retries,
                        seconds(backoff),
                        seconds(backoffAtMost),
                        attempts == 1 ? "a refusal" : "the last refusal of %d attempts".formatted(attempts),
                        after);
    }

    private static String seconds(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
