package dev.waybill.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An error as clients get it: problem details of RFC 9457, {@code application/problem+json}.
 *
 * @param type names the kind of problem; stable, so clients may branch on it
 * @param title the kind in words
 * @param detail what was wrong this time, and the way out
 * @param errors the fields that are wrong, the first {@value #MOST_ERRORS} of them; empty if the problem is none of a field
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type, String title, int status, @Nullable String detail, List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** After which who was refused for now may come again, as a header has it. */
    public static final String RETRY_AFTER_SECONDS = "1";

    /**
     * Wrong fields that an answer names. A body of a few kilobytes may have thousands, and what is said of each is longer
     * than the field: who names them all may be made to keep and send forty times what it got.
     */
    public static final int MOST_ERRORS = 20;

    private static final String TYPES = "urn:waybill:problem:";

    public Problem {
        errors = List.copyOf(errors);
    }

    /**
     * A wrong field.
     *
     * @param pointer where it is in the body, a JSON Pointer (RFC 6901)
     * @param detail what is wrong with which value, and what would be right
     */
    public record FieldError(String pointer, String detail) {}

    /**
     * @param name the last part of the type, such as {@code validation}
     */
    public static Problem of(int status, String name, String title, @Nullable String detail) {
        return new Problem(TYPES + name, title, status, detail, List.of());
    }

    public static Problem invalid(List<FieldError> errors) {
        String detail = errors.size() == 1 ? "One field is wrong." : count(errors) + " fields are wrong.";
        return ofFields(422, "validation", "The request is not valid", detail, errors);
    }

    /**
     * A problem of fields. If there are more than {@value #MOST_ERRORS}, the first are named, and the detail says so.
     *
     * @param errors all of them
     */
    public static Problem ofFields(int status, String name, String title, String detail, List<FieldError> errors) {
        boolean all = errors.size() <= MOST_ERRORS;
        return new Problem(
                TYPES + name,
                title,
                status,
                all ? detail : "%s The first %d of %s are named.".formatted(detail, MOST_ERRORS, count(errors)),
                all ? errors : errors.subList(0, MOST_ERRORS));
    }

    private static String count(List<FieldError> errors) {
        return String.format(Locale.ROOT, "%,d", errors.size());
    }

    public static Problem notFound(String detail) {
        return of(404, "not-found", "Not found", detail);
    }

    public static Problem malformed(String detail) {
        return of(400, "malformed", "The request cannot be read", detail);
    }

    public static Problem overloaded() {
        return of(503, "overloaded", "Too busy", "Too much is waiting already; nothing was done.");
    }

    public Response toResponse() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }

    public ProblemException toException() {
        return new ProblemException(this);
    }
}
