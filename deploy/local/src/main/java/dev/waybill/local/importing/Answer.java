package dev.waybill.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.local.http.Problems;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;

/**
 * What the order service said.
 *
 * @param status of HTTP, or 0 if nothing was heard
 * @param body empty where it was no JSON
 * @param location path of what was made, or empty
 * @param words for a table, if nothing more comes
 */
record Answer(int status, JsonNode body, String location, String words) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static final Answer NONE_YET = silence("no attempt was made");

    static Answer of(HttpResponse<String> answer) {
        JsonNode body = json(answer.body());
        String words = answer.statusCode() + " "
                + body.path("state").asText(body.path("title").asText());
        return new Answer(
                answer.statusCode(),
                body,
                answer.headers().firstValue("Location").orElse(""),
                words);
    }

    static Answer of(IOException failure) {
        return silence(failure instanceof HttpTimeoutException ? "no answer in time" : "no connection");
    }

    private static Answer silence(String words) {
        return new Answer(0, JSON.createObjectNode(), "", words);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException noJson) {
            return JSON.createObjectNode();
        }
    }

    boolean accepts() {
        return status / 100 == 2;
    }

    /** 429 says that we are too fast: that is asked again. */
    boolean refuses() {
        return status / 100 == 4 && status != 408 && status != 429;
    }

    String problem() {
        return Problems.label(status, body);
    }
}
