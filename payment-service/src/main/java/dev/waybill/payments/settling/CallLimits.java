package dev.waybill.payments.settling;

import java.time.Duration;

/**
 * What one process asks of providers at a time.
 *
 * @param open calls at most
 * @param waiting calls that may wait for a place; more stay intents in the database, for the {@link InDoubtResolver}
 * @param deadline after which an answer is not waited for any more, and the call is in doubt
 */
public record CallLimits(int open, int waiting, Duration deadline) {
    public CallLimits {
        if (open < 1 || waiting < 0 || !deadline.isPositive()) {
            throw new IllegalArgumentException(
                    "calls need a place, no less than 0 waiting, and time, but were %d, %d and %s"
                            .formatted(open, waiting, deadline));
        }
    }
}
