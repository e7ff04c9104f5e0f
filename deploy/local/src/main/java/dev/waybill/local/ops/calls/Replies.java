package dev.waybill.local.ops.calls;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.ops.calls.Reply.Away;
import dev.waybill.local.ops.calls.Reply.Came;
import dev.waybill.local.ops.calls.Reply.Refused;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What came of a question to several services. */
public record Replies(List<Reply> all) {
    private static final Set<Integer> NOT_REACHED = Set.of(502, 503, 504);
    private static final Set<Integer> NOT_UNDERSTOOD = Set.of(400, 422);

    public Replies {
        all = List.copyOf(all);
    }

    public List<Came> came() {
        return of(Came.class);
    }

    public List<Refused> refused() {
        return of(Refused.class);
    }

    public List<Away> away() {
        return of(Away.class);
    }

    private <R extends Reply> List<R> of(Class<R> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Of what only one service or some can know, or do: once somebody has, it is no matter who has not. */
    public Replies ofThoseThatCan() {
        if (came().isEmpty()) {
            return this;
        }
        return new Replies(all.stream()
                .filter(reply -> !(reply instanceof Refused(String service, int status, JsonNode problem))
                        || (status != 404 && status != 409))
                .toList());
    }

    /** Shards that are missing in what came, named by the service that says so. */
    public List<String> shardsAway() {
        return came().stream()
                .flatMap(came -> Stream.of("shardsAway", "notAsked")
                        .flatMap(name -> came.body().path(name).valueStream())
                        .map(shard -> "%s: %s is away".formatted(came.service(), shard.asText())))
                .toList();
    }

    public Exit exit() {
        if (!away().isEmpty() || !shardsAway().isEmpty() || anyRefused(NOT_REACHED)) {
            return Exit.AWAY;
        }
        if (anyRefused(NOT_UNDERSTOOD)) {
            return Exit.WRONG;
        }
        return refused().isEmpty() ? Exit.DONE : Exit.PROBLEM;
    }

    private boolean anyRefused(Set<Integer> statuses) {
        return refused().stream().anyMatch(refused -> statuses.contains(refused.status()));
    }
}
