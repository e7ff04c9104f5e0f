package dev.waybill.ops;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.http.Ids;
import dev.waybill.http.Problem;
import dev.waybill.http.Problem.FieldError;
import dev.waybill.http.ProblemException;
import dev.waybill.orders.OrderJson;
import dev.waybill.orders.placing.JsonFields;
import dev.waybill.shards.RoutedId;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What ops sends, read strictly: a problem says which field is wrong and what would be right. */
public final class OpsRequest {

    public static final int LONGEST_REASON = 500;

    private static final int LONGEST_STEP = 100;
    private static final int MAX_LIMIT = 500;

    private OpsRequest() {}

    /**
     * Why, and at which step.
     *
     * @param step null unless it was asked for
     */
    public record Wish(String reason, @Nullable String step) {
        public String requireStep() {
            if (step == null) {
                throw new IllegalStateException("a step was not asked for; this is a bug");
            }
            return step;
        }
    }

    /** @throws ProblemException 400 or 422 */
    public static Wish read(byte[] body, boolean wantsStep) throws IOException {
        JsonNode json = OrderJson.tree(body);
        if (!json.isObject()) {
            throw Problem.malformed("Send a JSON object that says why, such as {\"reason\":\"…\"}.")
                    .toException();
        }
        JsonFields fields = new JsonFields();
        String reason = fields.requiredText(json, "reason", "/reason", LONGEST_REASON);
        String step = wantsStep ? fields.requiredText(json, "step", "/step", LONGEST_STEP) : null;
        if (reason == null || !fields.errors().isEmpty()) {
            throw Problem.invalid(fields.errors()).toException();
        }
        return new Wish(reason, step);
    }

    /** A reason that can't be in a body. */
    public static String reason(@Nullable String reason) {
        if (reason == null
                || reason.isBlank()
                || reason.length() > LONGEST_REASON
                || reason.chars().anyMatch(Character::isISOControl)) {
            throw wrong("/reason", "must say why, in 1 to %d characters".formatted(LONGEST_REASON));
        }
        return reason;
    }

    /** An id as it stands in the path; one that could not be ours is as good as unknown. */
    public static UUID id(String what, String id) {
        UUID parsed = parse(id);
        if (parsed == null) {
            throw unknown(what, id);
        }
        return parsed;
    }

    public static ProblemException unknown(String what, Object id) {
        return Problem.notFound("There is no %s \"%s\".".formatted(what, id)).toException();
    }

    /** An id as it stands in the query; null if it is absent. */
    public static @Nullable UUID optionalId(String name, @Nullable String id) {
        if (id == null) {
            return null;
        }
        UUID parsed = parse(id);
        if (parsed == null) {
            throw wrong("/" + name, "must be an id of this system, but was \"%s\"".formatted(id));
        }
        return parsed;
    }

    /** A constant by its lower-case name. */
    public static <E extends Enum<E>> E oneOf(Class<E> type, String name, @Nullable String value, E ifAbsent) {
        E[] all = type.getEnumConstants();
        return value == null
                ? ifAbsent
                : Arrays.stream(all)
                        .filter(each -> lower(each).equals(value))
                        .findFirst()
                        .orElseThrow(() -> wrong(
                                "/" + name,
                                "must be one of %s, but was \"%s\""
                                        .formatted(
                                                Arrays.stream(all)
                                                        .map(OpsRequest::lower)
                                                        .collect(Collectors.joining(", ")),
                                                value)));
    }

    public static int limit(@Nullable String limit, int ifAbsent) {
        if (limit == null) {
            return ifAbsent;
        }
        if (limit.matches("\\d{1,3}")) {
            int wished = Integer.parseInt(limit);
            if (wished >= 1 && wished <= MAX_LIMIT) {
                return wished;
            }
        }
        throw wrong("/limit", "must be a number from 1 to %d, but was \"%s\"".formatted(MAX_LIMIT, limit));
    }

    public static ProblemException wrong(String pointer, String detail) {
        return Problem.invalid(List.of(new FieldError(pointer, detail))).toException();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable UUID parse(String id) {
        return Ids.parse(id).filter(RoutedId::isRouted).orElse(null);
    }
}
