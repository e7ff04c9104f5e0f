package dev.waybill.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.waybill.delivery.gathering.OverloadedException;
import dev.waybill.shards.ShardAwayException;
import dev.waybill.shards.SqlFailure;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Every failure of a request as a {@link Problem}; what is no fault of the caller's is logged here, once. */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        return e.problem().toResponse();
    }

    @ServerExceptionMapper
    public Response unauthenticated(UnauthorizedException e) {
        return unauthorized("Send a bearer token: Authorization: Bearer …");
    }

    @ServerExceptionMapper
    public Response authenticationFailed(AuthenticationFailedException e) {
        return unauthorized(
                "The bearer token is not valid here: it is malformed, expired, or signed by somebody else.");
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e) {
        return Problem.of(403, "forbidden", "Not allowed", "The token's roles do not allow this.")
                .toResponse();
    }

    @ServerExceptionMapper
    public Response overloaded(OverloadedException e) {
        return retryLater(Problem.overloaded());
    }

    @ServerExceptionMapper
    public Response away(ShardAwayException e) {
        LOG.debugf(e, "answered 503");
        return retryLater(Problem.of(
                503,
                "shard-away",
                "Not available now",
                "The part of the data that this request needs is away. Try again, with the same Idempotency-Key."));
    }

    @ServerExceptionMapper
    public Response json(JacksonException e) {
        return Problem.malformed("The body is no JSON of the expected form: " + e.getOriginalMessage())
                .toResponse();
    }

    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException e) {
        return json(e);
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException e) {
        if (e.getCause() instanceof JacksonException json) {
            return json(json);
        }
        Response.StatusType status = e.getResponse().getStatusInfo();
        if (status.getStatusCode() < 400) {
            return e.getResponse();
        }
        String name =
                status.getReasonPhrase().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]+", "-");
        Response problem = Problem.of(status.getStatusCode(), name, status.getReasonPhrase(), detail(e))
                .toResponse();
        String allow = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return allow == null
                ? problem
                : Response.fromResponse(problem)
                        .header(HttpHeaders.ALLOW, allow)
                        .build();
    }

    @ServerExceptionMapper
    public Response wrapped(CompletionException e) {
        return anything(e.getCause() == null ? e : e.getCause());
    }

    @ServerExceptionMapper
    public Response anything(Throwable e) {
        return switch (e) {
            case ProblemException problem -> problem(problem);
            case OverloadedException overloaded -> overloaded(overloaded);
            case ShardAwayException away -> away(away);
            case JacksonException json -> json(json);
            case WebApplicationException web -> web(web);
            default ->
                SqlFailure.of(e) == SqlFailure.TRANSIENT
                        ? away(new ShardAwayException("the shard failed", e))
                        : unexpected(e);
        };
    }

    private static Response unexpected(Throwable e) {
        LOG.error("a request failed through a fault of ours", e);
        return Problem.of(500, "internal", "A fault of ours", "This should not happen; it has been logged.")
                .toResponse();
    }

    private static Response unauthorized(String detail) {
        Response problem =
                Problem.of(401, "unauthorized", "Not signed in", detail).toResponse();
        return Response.fromResponse(problem)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    private static Response retryLater(Problem problem) {
        return Response.fromResponse(problem.toResponse())
                .header(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS)
                .build();
    }

    private static @Nullable String detail(WebApplicationException e) {
        String message = e.getMessage();
        return message == null || message.startsWith("HTTP ") ? null : message;
    }
}
