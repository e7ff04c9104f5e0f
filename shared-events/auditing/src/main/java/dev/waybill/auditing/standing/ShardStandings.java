package dev.waybill.auditing.standing;

import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.shards.sql.NoParameters;
import dev.waybill.shards.sql.Statement;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks all shards at once how they are; one that does not say within two seconds counts as away. */
@Singleton
public class ShardStandings {

    static final Statement<NoParameters, Figures> FIGURES =
            Statement.of("shard-figures", NoParameters.class, Figures.class, """
            SELECT pg_database_size(current_database()) AS bytes,
                   (SELECT count(*) FROM pg_stat_activity a WHERE a.datname = current_database()) AS connections,
                   count(*) AS outbox, min(created_at) AS oldest
            FROM outbox
            """);

    private static final long PATIENCE_SECONDS = 2;

    private final Shards shards;

    ShardStandings(Shards shards) {
        this.shards = shards;
    }

    record Figures(
            long bytes,
            long connections,
            long outbox,
            @Nullable Instant oldest) {}

    List<ShardStanding> read() {
        List<CompletableFuture<ShardStanding>> asked =
                shards.all().stream().map(ShardStandings::ask).toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private static CompletableFuture<ShardStanding> ask(Shard shard) {
        String slots = String.valueOf(shard.settings().slots());
        ShardStanding away = ShardStanding.away(shard.name(), slots);
        long begun = System.nanoTime();
        return shard.query(FIGURES, NoParameters.NONE)
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(rows -> there(shard.name(), slots, (System.nanoTime() - begun) / 1_000_000, rows.getFirst()))
                .completeOnTimeout(away, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failure -> away);
    }

    private static ShardStanding there(String name, String slots, long millis, Figures figures) {
        return new ShardStanding(
                name, slots, true, millis, figures.bytes(), figures.connections(), figures.outbox(), figures.oldest());
    }
}
