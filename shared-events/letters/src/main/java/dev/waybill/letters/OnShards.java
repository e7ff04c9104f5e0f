package dev.waybill.letters;

import dev.waybill.http.Problem;
import dev.waybill.shards.Shard;
import dev.waybill.shards.ShardAwayException;
import dev.waybill.shards.Shards;
import dev.waybill.shards.SqlFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What came of the same work on each shard, side by side.
 *
 * @param away those that could not be reached, by name
 */
public record OnShards<R>(Map<Shard, R> done, List<String> away) {

    private static final Executor WORKERS =
            task -> Thread.ofVirtual().name("letters-", 0).start(task);

    /** A shard that is away is named; any other failure is thrown. */
    public static <R> OnShards<R> of(Shards shards, Function<Shard, R> work) {
        Map<Shard, CompletableFuture<R>> running = new LinkedHashMap<>();
        shards.all()
                .forEach(shard -> running.put(shard, CompletableFuture.supplyAsync(() -> work.apply(shard), WORKERS)));
        Map<Shard, R> done = new LinkedHashMap<>();
        List<String> away = new ArrayList<>();
        running.forEach((shard, result) -> {
            try {
                done.put(shard, join(result));
            } catch (ShardAwayException e) {
                away.add(shard.name());
            }
        });
        return new OnShards<>(done, List.copyOf(away));
    }

    /**
     * For what is to be done everywhere, and can be repeated.
     *
     * @param whatToDo a sentence
     * @throws dev.waybill.http.ProblemException 503, if a shard was not reached
     */
    public OnShards<R> requireAll(String whatToDo) {
        if (away.isEmpty()) {
            return this;
        }
        throw Problem.of(
                        503,
                        "shards-not-reached",
                        "Not all shards were reached",
                        "Done on the others; not reached: %s. %s".formatted(String.join(", ", away), whatToDo))
                .toException();
    }

    private static <R> R join(CompletableFuture<R> result) {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (SqlFailure.of(e) == SqlFailure.TRANSIENT) {
                throw new ShardAwayException("the shard failed", e);
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
