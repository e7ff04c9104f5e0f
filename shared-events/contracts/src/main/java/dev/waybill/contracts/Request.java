package dev.waybill.contracts;

import java.util.Objects;
import java.util.UUID;

/**
 * What a participant is asked to do exactly once, and so the fence of decision "every participant is fenced": a repeat of
 * the same request gets the same answer, and an undo names the request that it undoes.
 *
 * @param sagaId the saga that asks
 * @param step the step's name in the saga's definition
 * @param attempt from 1; a time-out repeats an attempt, only a definite refusal opens another
 * @param participant which of the step's participants is asked, from 0 (the inventory shard, for stock)
 */
public record Request(UUID sagaId, String step, int attempt, int participant) {
    public Request {
        Objects.requireNonNull(sagaId, "sagaId");
        Objects.requireNonNull(step, "step");
        if (attempt < 1 || participant < 0) {
            throw new IllegalArgumentException(
                    "attempt counts from 1 and participant from 0, but were %d and %d".formatted(attempt, participant));
        }
    }
}
