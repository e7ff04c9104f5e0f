package dev.waybill.ops.actions;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that ops has done by hand.
 *
 * @param sagaId null if it was done to all of a definition
 * @param definition null if it was done to one saga; {@code *} for all definitions
 * @param actor who, by the token's {@code sub}
 * @param detail what came of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Action(
        @Nullable UUID sagaId,
        @Nullable UUID orderId,
        @Nullable String definition,
        String verb,
        String actor,
        String reason,
        @Nullable String detail,
        Instant doneAt) {}
