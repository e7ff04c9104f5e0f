package dev.waybill.auditing.standing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one shard is.
 *
 * @param name the database's
 * @param slots that it owns, such as {@code 0-1023}
 * @param there whether it answered; if not, all that follows is absent
 * @param millis how long the answer took
 * @param bytes the database's size
 * @param connections that are open to it, from everywhere
 * @param outbox messages that the broker has not acknowledged
 * @param oldestInOutbox since when the oldest of them waits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShardStanding(
        String name,
        String slots,
        boolean there,
        @Nullable Long millis,
        @Nullable Long bytes,
        @Nullable Long connections,
        @Nullable Long outbox,
        @Nullable Instant oldestInOutbox) {

    static ShardStanding away(String name, String slots) {
        return new ShardStanding(name, slots, false, null, null, null, null, null);
    }
}
