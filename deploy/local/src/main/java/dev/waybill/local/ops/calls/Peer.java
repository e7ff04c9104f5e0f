package dev.waybill.local.ops.calls;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waybill.local.http.HttpCalls;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;

/**
 * A service that can be asked.
 *
 * @param service its name, such as {@code order-service}
 */
public record Peer(String service, HttpCalls calls) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Reply ask(Question question) throws InterruptedException {
        try {
            HttpRequest.Builder request = calls.to(question.path(), question.patience())
                    .header("Accept", "application/json, application/problem+json")
                    .method(question.method(), question.publisher());
            if (question.body() != null) {
                request.header("Content-Type", "application/json");
            }
            return reply(calls.send(request.build()));
        } catch (IOException e) {
            return new Reply.Away(service, why(e));
        }
    }

    private Reply reply(HttpResponse<String> response) {
        JsonNode body = json(response.body());
        if (response.statusCode() / 100 == 2 && !body.isMissingNode()) {
            return new Reply.Came(service, body);
        }
        return new Reply.Refused(service, response.statusCode(), body);
    }

    /** What is none says as much as nothing: somebody between here and the service has answered. */
    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** A refused connection has no message of its own. */
    private static String why(IOException problem) {
        return switch (problem) {
            case HttpTimeoutException late -> "it did not answer in time";
            case ConnectException refused -> "nothing listens there";
            default -> problem.getMessage() == null ? problem.toString() : problem.getMessage();
        };
    }
}
