package dev.waybill.letters.searching;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which letters are meant: those of which all is true that is not null. As a parameter of a statement it is a table of one
 * row, or of none, which means no letter.
 *
 * @param service whose letters; no table knows, see {@link Letters#here}
 * @param place the record's offset
 * @param key as text
 * @param header what the name of a header contains, in any case, or its value, as it is written
 * @param payload what the data contains, as it is written
 * @param replay the one that has it now, or had it last
 * @param attempts how often it has failed at least
 * @param since first time of the last failure
 * @param until the time before which the last failure was
 * @param firstSince the same of the first failure
 * @param firstUntil the same of the first failure
 * @param words what the cause's message contains, in any case
 */
public record LetterFilter(
        String status,
        @Nullable String service,
        @Nullable String causeGroup,
        @Nullable String causeClass,
        @Nullable String topic,
        @Nullable Integer partition,
        @Nullable Long place,
        @Nullable String key,
        @Nullable String type,
        @Nullable UUID orderId,
        @Nullable String tenant,
        @Nullable UUID saga,
        @Nullable String step,
        @Nullable UUID replay,
        @Nullable Integer attempts,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable Instant firstSince,
        @Nullable Instant firstUntil,
        @Nullable String words,
        @Nullable String header,
        @Nullable String payload) {

    public static final String PARKED = "parked";

    /** What a search may name. */
    public static final List<String> NAMES = List.of(
            "status",
            "service",
            "group",
            "cause",
            "topic",
            "partition",
            "offset",
            "key",
            "type",
            "orderId",
            "tenant",
            "saga",
            "step",
            "replay",
            "attempts",
            "from",
            "to",
            "firstFrom",
            "firstTo",
            "text",
            "header",
            "payload");

    /** Those of them that are whole numbers. */
    public static final Set<String> NUMBERS = Set.of("partition", "offset", "attempts");

    /** The condition that {@code filter} puts on {@code dead_letters l}. */
    static final String MATCHES = """
            l.status = filter.status
              AND (filter.cause_group IS NULL OR l.cause_group = filter.cause_group)
              AND (filter.cause_class IS NULL OR l.cause_class = filter.cause_class)
              AND (filter.topic IS NULL OR l.topic = filter.topic)
              AND (filter.partition IS NULL OR l.partition = filter.partition)
              AND (filter.place IS NULL OR l.place = filter.place)
              AND (filter.key IS NULL OR l.key = convert_to(filter.key, 'UTF8'))
              AND (filter.type IS NULL OR l.type = filter.type)
              AND (filter.order_id IS NULL OR l.order_id = filter.order_id)
              AND (filter.tenant IS NULL OR l.tenant = filter.tenant)
              AND (filter.saga IS NULL OR l.saga = filter.saga)
              AND (filter.step IS NULL OR l.step = filter.step)
              AND (filter.replay IS NULL OR l.replay = filter.replay)
              AND (filter.attempts IS NULL OR l.attempts >= filter.attempts)
              AND (filter.since IS NULL OR l.last_failed_at >= filter.since)
              AND (filter.until IS NULL OR l.last_failed_at < filter.until)
              AND (filter.first_since IS NULL OR l.first_failed_at >= filter.first_since)
              AND (filter.first_until IS NULL OR l.first_failed_at < filter.first_until)
              AND (filter.words IS NULL OR position(lower(filter.words) IN lower(l.cause_message)) > 0)
              AND (filter.payload IS NULL OR position(convert_to(filter.payload, 'UTF8') IN l.payload) > 0)
              AND (filter.header IS NULL OR CASE
                    -- The name of a header may contain what no text here may; such a letter is not found by its headers.
                    WHEN position('\\u0000' IN l.headers) > 0 THEN false
                    ELSE EXISTS (
                      SELECT FROM json_array_elements(l.headers::json) AS h(pair)
                      WHERE position(lower(filter.header) IN lower(h.pair ->> 'name')) > 0
                         OR position(convert_to(filter.header, 'UTF8') IN decode(h.pair ->> 'value', 'base64')) > 0)
                  END)
            """;

    /** A group is its culprits; what waits behind them is counted with it, and is not at fault. */
    static final String CULPRITS_OF_A_GROUP = "(filter.cause_group IS NULL OR l.role = 'culprit')\n";

    /**
     * @param value of a name, see {@link #NAMES}; null if it is absent
     * @throws dev.waybill.http.ProblemException 422, with all that is wrong
     */
    public static LetterFilter read(Function<String, @Nullable String> value) {
        return read("/", value);
    }

    /**
     * As above.
     *
     * @param at what stands before a name in the pointer to it
     */
    public static LetterFilter read(String at, Function<String, @Nullable String> value) {
        return new FilterReading(at, value).filter();
    }

    /** For the log of what ops has done: what it says, by its names. */
    String inWords() {
        return Stream.of(
                        said("status", status),
                        said("service", service),
                        said("group", causeGroup),
                        said("cause", causeClass),
                        said("topic", topic),
                        said("partition", partition),
                        said("offset", place),
                        said("key", key),
                        said("type", type),
                        said("orderId", orderId),
                        said("tenant", tenant),
                        said("saga", saga),
                        said("step", step),
                        said("replay", replay),
                        said("attempts", attempts),
                        said("from", since),
                        said("to", until),
                        said("firstFrom", firstSince),
                        said("firstTo", firstUntil),
                        said("text", words),
                        said("header", header),
                        said("payload", payload))
                .flatMap(each -> each)
                .collect(Collectors.joining(", "));
    }

    private static Stream<String> said(String name, @Nullable Object value) {
        return value == null ? Stream.empty() : Stream.of(name + " " + value);
    }
}
