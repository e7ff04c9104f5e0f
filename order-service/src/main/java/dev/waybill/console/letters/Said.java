package dev.waybill.console.letters;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a service says of its dead letters. Lists that are absent are null in the answer and empty here. */
final class Said {

    private Said() {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Groups(List<Group> groups, List<String> shardsAway) {
        Groups {
            groups = some(groups);
            shardsAway = some(shardsAway);
        }
    }

    /**
     * Letters of one cause.
     *
     * @param message with what differs from letter to letter masked
     * @param count culprits
     * @param behind letters that only wait for a culprit
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Group(
            String group,
            String causeClass,
            String message,
            @Nullable String example,
            long count,
            long behind,
            long orders,
            List<String> topics,
            List<String> types,
            Instant first,
            Instant last) {
        Group {
            topics = some(topics);
            types = some(types);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Letters(List<Letter> letters, @Nullable String next, List<String> shardsAway) {
        Letters {
            letters = some(letters);
            shardsAway = some(shardsAway);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Letter(
            UUID id,
            String service,
            String shard,
            String topic,
            int partition,
            long offset,
            @Nullable String key,
            @Nullable Instant sentAt,
            @Nullable Map<String, String> headers,
            @Nullable String payload,
            @Nullable String payloadBase64,
            @Nullable String originalPayload,
            @Nullable String type,
            @Nullable String orderId,
            @Nullable String tenant,
            @Nullable String saga,
            @Nullable String step,
            @Nullable Integer attempt,
            Cause cause,
            String role,
            String status,
            Instant firstFailedAt,
            Instant lastFailedAt,
            int attempts,
            @Nullable String replay,
            List<Event> history) {
        Letter {
            history = some(history);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Cause(
            @JsonProperty("class") String type,
            String message,
            @Nullable String group) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Event(
            Instant at,
            @Nullable String by,
            String what,
            @Nullable String reason,
            @Nullable String detail) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Plan(long count, Map<String, Long> verdicts, List<Planned> letters, List<String> shardsAway) {
        Plan {
            shardsAway = some(shardsAway);
            verdicts = verdicts == null ? Map.of() : verdicts;
            letters = some(letters);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Planned(
            UUID id,
            @Nullable String orderId,
            @Nullable String type,
            String verdict,
            @Nullable String why) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Replays(List<Replay> replays) {
        Replays {
            replays = some(replays);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Replay(
            UUID id,
            String by,
            String reason,
            Instant at,
            String status,
            @Nullable String whyStopped,
            long count,
            long done,
            long applied,
            long duplicate,
            long fenced,
            long failed,
            List<String> shardsAway) {
        Replay {
            shardsAway = some(shardsAway);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Actions(List<Action> actions, List<String> shardsAway) {
        Actions {
            actions = some(actions);
            shardsAway = some(shardsAway);
        }
    }

    /**
     * What ops has done on one shard.
     *
     * @param subject which letters, in words, or which replay
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Action(String shard, Instant at, String by, String verb, String reason, String subject, long letters) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Discarded(long discarded) {}

    private static <T> List<T> some(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
