package dev.waybill.benchmark.letters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.local.http.HttpCalls;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One service's dead letters, as ops sees them over HTTP. */
final class Desk {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LETTERS = "/ops/dead-letters";
    private static final String REPLAYS = LETTERS + "/replays";
    private static final int AS_FAST_AS_IT_GOES = 10_000;

    private final HttpCalls calls;

    Desk(String url, String token) {
        calls = new HttpCalls(url, token);
    }

    /** @throws IllegalStateException if a shard does not answer: what is not counted would be taken for nothing */
    List<Group> groups() {
        JsonNode told = get(LETTERS + "/groups");
        if (!told.path("shardsAway").isEmpty()) {
            throw new IllegalStateException("letters can't be counted on " + told.path("shardsAway"));
        }
        List<Group> groups = new ArrayList<>();
        told.path("groups").forEach(group -> groups.add(Group.of(group)));
        return groups;
    }

    Counted counted() {
        return new Counted(groups().stream().collect(Collectors.toMap(Group::name, Group::count)));
    }

    /** Puts the whole group away with one request; returns how many they were. */
    long discard(String group) {
        return post(LETTERS + "/discards", """
                {"search":{"group":"%s"},"reason":"planted by the benchmark"}""".formatted(group))
                .path("discarded")
                .asLong();
    }

    /** How many letters of the group, and of those behind them, would come to what. */
    Foretold plan(String group) {
        return Foretold.of(post(LETTERS + "/plan", """
                        {"search":{"group":"%s"}}""".formatted(group)).path("verdicts"));
    }

    /** Begins to replay the whole group with one request; returns the replay's id. */
    String replay(String group) {
        return post(REPLAYS, """
                        {"search":{"group":"%s"},"perSecond":%d,"reason":"the rule has been taken back"}""".formatted(group, AS_FAST_AS_IT_GOES))
                .path("id")
                .asText();
    }

    Progress progress(String replay) {
        return Progress.of(get(REPLAYS + "/" + replay));
    }

    private JsonNode get(String path) {
        return send(calls.to(path, PATIENCE).build());
    }

    private JsonNode post(String path, String body) {
        return send(calls.to(path, PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> answer = calls.send(request);
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        "%s answered %d: %s".formatted(request.uri(), answer.statusCode(), answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException("no answer from " + request.uri() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + request.uri(), e);
        }
    }
}
