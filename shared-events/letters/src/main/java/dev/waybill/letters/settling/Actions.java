package dev.waybill.letters.settling;

import dev.waybill.letters.OnShards;
import dev.waybill.shards.Shards;
import dev.waybill.shards.sql.Statement;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What ops has done to dead letters by hand: written in the transaction that does it, and never changed. */
@Singleton
public class Actions {

    static final Statement<Latest, Row> LATEST = Statement.of("letter-actions-latest", Latest.class, Row.class, """
            SELECT a.verb, a.actor, a.reason, a.subject, a.letters, a.done_at
            FROM dead_letter_actions a
            ORDER BY a.nr DESC
            LIMIT :atMost
            """);

    private final Shards shards;

    public Actions(Shards shards) {
        this.shards = shards;
    }

    record Latest(int atMost) {}

    record Row(String verb, String actor, String reason, String subject, long letters, Instant doneAt) {}

    /**
     * Something done on one shard.
     *
     * @param shard the database's name
     * @param letters how many it was done to
     * @param subject which letters, in words, or which replay
     */
    public record Entry(
            String shard, Instant at, String by, String verb, String reason, String subject, long letters) {}

    /**
     * @param shardsAway whose actions are missing here
     */
    public record Log(List<Entry> actions, List<String> shardsAway) {}

    /** Newest first. */
    public Log list(int limit) {
        OnShards<List<Entry>> answers = OnShards.of(shards, shard -> shard.run(LATEST, new Latest(limit)).stream()
                .map(row -> entry(shard.name(), row))
                .toList());
        List<Entry> newest = answers.done().values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Entry::at).reversed())
                .limit(limit)
                .toList();
        return new Log(newest, answers.away());
    }

    private static Entry entry(String shard, Row row) {
        return new Entry(shard, row.doneAt(), row.actor(), row.verb(), row.reason(), row.subject(), row.letters());
    }
}
