package dev.waybill.shards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Migrations that build an index beside writers, outside any transaction. */
class MigrationsIT {

    private static final Migrations MIGRATIONS = new Migrations(List.of("db/indexed"));

    @Test
    void replicasThatStartTogetherTakeTurns() throws Exception {
        ShardSettings shard = database("migrated_together");
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> MIGRATIONS.migrate(shard));
        int ran = MIGRATIONS.migrate(shard) + other.get(1, TimeUnit.MINUTES);
        assertThat(ran).isEqualTo(2);
        assertThat(validIndexes("migrated_together")).isEqualTo(1);
    }

    /** As after the loss of a connection: the index is there, is not valid, and nobody has written that it was made. */
    @Test
    void whatWasCutOffBeginsAgain() throws Exception {
        String name = "migrated_in_part";
        ShardSettings shard = database(name);
        MIGRATIONS.migrate(shard);
        TestShards.execute(name, "DELETE FROM flyway_schema_history WHERE version = '002'");
        TestShards.execute(name, "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'facts_by_time'::regclass");

        assertThat(MIGRATIONS.migrate(shard)).isEqualTo(1);
        assertThat(validIndexes(name)).isEqualTo(1);
    }

    private static ShardSettings database(String name) {
        return new ShardSettings(
                TestShards.SERVERS.createDatabase(name), SlotRange.parse("0-4095"), 1, Duration.ofSeconds(10));
    }

    private static long validIndexes(String database) throws Exception {
        return TestShards.ask(database, """
                SELECT count(*) FROM pg_index WHERE indisvalid AND indexrelid = to_regclass('facts_by_time')
                """);
    }
}
