package dev.waybill.ops;

import dev.waybill.shards.Shard;
import dev.waybill.shards.ShardAwayException;
import dev.waybill.shards.Shards;
import dev.waybill.shards.SqlFailure;
import dev.waybill.shards.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What a statement was answered by each shard, all asked at once.
 *
 * @param rows by shard, of those that answered
 * @param away those that did not, by name: never silently missing
 */
public record EachShard<R>(Map<Shard, List<R>> rows, List<String> away) {

    /** Asks all shards and waits. A shard that is away is named; any other failure is thrown. */
    public static <P extends Record, R extends Record> EachShard<R> ask(
            Shards shards, Statement<P, R> statement, P parameters) {
        Map<Shard, CompletableFuture<List<R>>> asked = new LinkedHashMap<>();
        shards.all()
                .forEach(shard -> asked.put(
                        shard,
                        shard.query(statement, parameters).toCompletionStage().toCompletableFuture()));
        Map<Shard, List<R>> rows = new LinkedHashMap<>();
        List<String> away = new ArrayList<>();
        asked.forEach((shard, answer) -> {
            try {
                rows.put(shard, join(answer));
            } catch (ShardAwayException e) {
                away.add(shard.name());
            }
        });
        return new EachShard<>(rows, List.copyOf(away));
    }

    private static <R> List<R> join(CompletableFuture<List<R>> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw SqlFailure.of(e) == SqlFailure.TRANSIENT ? new ShardAwayException("the shard failed", e) : e;
        }
    }
}
