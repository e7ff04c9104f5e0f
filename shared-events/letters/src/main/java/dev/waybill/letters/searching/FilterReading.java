package dev.waybill.letters.searching;

import dev.waybill.http.Ids;
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

/** Reads a {@link LetterFilter} from text by names, and collects all that is wrong with it. Pure. */
final class FilterReading {

    private static final Set<String> STATUSES = Set.of(LetterFilter.PARKED, "replayed", "discarded");
    private static final Set<String> SERVICES = Set.of("order-service", "inventory-service", "payment-service");
    private static final int LONGEST = 200;

    private final String at;
    private final Function<String, @Nullable String> value;
    private final List<FieldError> errors = new ArrayList<>();

    FilterReading(String at, Function<String, @Nullable String> value) {
        this.at = at;
        this.value = value;
    }

    /** @throws dev.waybill.http.ProblemException 422 */
    LetterFilter filter() {
        LetterFilter filter = new LetterFilter(
                status(),
                service(),
                text("group"),
                text("cause"),
                text("topic"),
                integer("partition"),
                number("offset", Long.MAX_VALUE),
                text("key"),
                text("type"),
                id("orderId"),
                text("tenant"),
                id("saga"),
                text("step"),
                id("replay"),
                integer("attempts"),
                time("from"),
                time("to"),
                time("firstFrom"),
                time("firstTo"),
                text("text"),
                text("header"),
                text("payload"));
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors).toException();
        }
        return filter;
    }

    private String status() {
        String status = value.apply("status");
        if (status == null || STATUSES.contains(status)) {
            return status == null ? LetterFilter.PARKED : status;
        }
        wrong("status", "must be parked, replayed or discarded", status);
        return LetterFilter.PARKED;
    }

    private @Nullable String service() {
        String service = value.apply("service");
        if (service != null && !SERVICES.contains(service)) {
            wrong("service", "must be order-service, inventory-service or payment-service", service);
        }
        return service;
    }

    private @Nullable String text(String name) {
        String text = value.apply(name);
        if (text != null && (text.isEmpty() || text.length() > LONGEST || text.indexOf('\0') >= 0)) {
            wrong(name, "must have 1 to %d characters, none of them NUL".formatted(LONGEST), text);
            return null;
        }
        return text;
    }

    private @Nullable Integer integer(String name) {
        Long number = number(name, Integer.MAX_VALUE);
        return number == null ? null : Math.toIntExact(number);
    }

    private @Nullable Long number(String name, long most) {
        String text = value.apply(name);
        try {
            if (text == null || (text.matches("\\d+") && Long.parseLong(text) <= most)) {
                return text == null ? null : Long.valueOf(text);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        wrong(name, "must be a whole number from 0 to %d".formatted(most), text);
        return null;
    }

    private @Nullable UUID id(String name) {
        String text = value.apply(name);
        UUID id = Ids.parse(text).orElse(null);
        if (text != null && id == null) {
            wrong(name, "must be an id", text);
        }
        return id;
    }

    private @Nullable Instant time(String name) {
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
