package dev.waybill.letters.searching;

import dev.waybill.http.Problem;
import dev.waybill.http.Problem.FieldError;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which letters are meant: those of which all is true that is not null. As a parameter of a statement it is a table of one
 * row, or of none, which means no letter.
 *
 * @param since first time of the last failure
 * @param until the time before which the last failure was
 * @param words what the cause's message contains, in any case
 */
public record LetterFilter(
        String status,
        @Nullable String causeGroup,
        @Nullable String causeClass,
        @Nullable String topic,
        @Nullable String type,
        @Nullable UUID orderId,
        @Nullable String tenant,
        @Nullable UUID saga,
        @Nullable String step,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String words) {

    public static final String PARKED = "parked";

    /** What a search may name. */
    public static final List<String> NAMES = List.of(
            "status", "group", "cause", "topic", "type", "orderId", "tenant", "saga", "step", "from", "to", "text");

    private static final Set<String> STATUSES = Set.of(PARKED, "replayed", "discarded");
    private static final int LONGEST = 200;

    /** The condition that {@code filter} puts on {@code dead_letters l}. */
    static final String MATCHES = """
            l.status = filter.status
              AND (filter.cause_group IS NULL OR l.cause_group = filter.cause_group)
              AND (filter.cause_class IS NULL OR l.cause_class = filter.cause_class)
              AND (filter.topic IS NULL OR l.topic = filter.topic)
              AND (filter.type IS NULL OR l.type = filter.type)
              AND (filter.order_id IS NULL OR l.order_id = filter.order_id)
              AND (filter.tenant IS NULL OR l.tenant = filter.tenant)
              AND (filter.saga IS NULL OR l.saga = filter.saga)
              AND (filter.step IS NULL OR l.step = filter.step)
              AND (filter.since IS NULL OR l.last_failed_at >= filter.since)
              AND (filter.until IS NULL OR l.last_failed_at < filter.until)
              AND (filter.words IS NULL OR position(lower(filter.words) IN lower(l.cause_message)) > 0)
            """;

    /**
     * A group is its culprits; what waits behind them is counted with it, and is not at fault. But what waits behind nobody
     * must be found, too, or it would wait for ever.
     */
    static final String CULPRITS_OF_A_GROUP = """
            (filter.cause_group IS NULL OR l.role = 'culprit'
              OR (l.status = 'parked'
                  AND NOT EXISTS (SELECT FROM dead_letters c
                                  WHERE c.status = 'parked' AND c.role = 'culprit' AND c.topic = l.topic
                                    AND c.order_id = l.order_id AND c.nr < l.nr)))
            """;

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
        Reading reading = new Reading(at, value);
        LetterFilter filter = new LetterFilter(
                reading.status(),
                reading.text("group"),
                reading.text("cause"),
                reading.text("topic"),
                reading.text("type"),
                reading.id("orderId"),
                reading.text("tenant"),
                reading.id("saga"),
                reading.text("step"),
                reading.time("from"),
                reading.time("to"),
                reading.text("text"));
        if (!reading.errors.isEmpty()) {
            throw Problem.invalid(reading.errors).toException();
        }
        return filter;
    }

    private record Reading(String at, Function<String, @Nullable String> value, List<FieldError> errors) {

        Reading(String at, Function<String, @Nullable String> value) {
            this(at, value, new ArrayList<>());
        }

        String status() {
            String status = value.apply("status");
            if (status == null || STATUSES.contains(status)) {
                return status == null ? PARKED : status;
            }
            wrong("status", "must be parked, replayed or discarded", status);
            return PARKED;
        }

        @Nullable
        String text(String name) {
            String text = value.apply(name);
            if (text != null && (text.isEmpty() || text.length() > LONGEST || text.indexOf('\0') >= 0)) {
                wrong(name, "must have 1 to %d characters, none of them NUL".formatted(LONGEST), text);
                return null;
            }
            return text;
        }

        @Nullable
        UUID id(String name) {
            String text = value.apply(name);
            try {
                return text == null ? null : UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                wrong(name, "must be an id", text);
                return null;
            }
        }

        @Nullable
        Instant time(String name) {
            String text = value.apply(name);
            try {
                return text == null ? null : Moments.parse(text);
            } catch (DateTimeException e) {
                wrong(name, "must be a time of the years 1 to 9999 such as 2026-01-31T12:00:00Z", text);
                return null;
            }
        }

        private void wrong(String name, String rule, @Nullable String was) {
            String shown = was == null || was.length() <= 60 ? was : was.substring(0, 60) + "…";
            errors.add(new FieldError(at + name, "%s, but was \"%s\"".formatted(rule, shown)));
        }
    }
}
