package dev.waybill.console.shards;

import dev.waybill.console.Shown;
import dev.waybill.console.peers.Answer.Came;
import dev.waybill.console.peers.Answers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How all shards are, as it is shown. Pure.
 *
 * @param missing services that did not say, each a sentence
 */
record ShardsView(String at, List<Service> services, List<String> missing) {

    /** The sweeper publishes what is left behind after two seconds; what waits much longer has a reason. */
    private static final Duration LONG_IN_OUTBOX = Duration.ofSeconds(15);

    record Service(String name, List<Row> shards) {}

    /**
     * @param waiting how long the oldest message waits for the broker
     */
    record Row(
            String name,
            String slots,
            boolean there,
            String answered,
            String size,
            String connections,
            String outbox,
            String waiting,
            String tone) {}

    static ShardsView of(Answers<SaidShards> answers, Instant now) {
        return new ShardsView(
                Shown.time(now),
                answers.came().stream().map(came -> service(came, now)).toList(),
                answers.missing());
    }

    private static Service service(Came<SaidShards> came, Instant now) {
        return new Service(
                came.service(),
                came.value().shards().stream().map(shard -> row(shard, now)).toList());
    }

    private static Row row(SaidShards.Shard shard, Instant now) {
        Instant oldest = shard.oldestInOutbox();
        boolean stuck = oldest != null && oldest.plus(LONG_IN_OUTBOX).isBefore(now);
        return new Row(
                shard.name(),
                shard.slots(),
                shard.there(),
                shard.there() ? number(shard.millis()) + " ms" : "away",
                shard.bytes() == null ? "–" : Shown.size(shard.bytes()),
                number(shard.connections()),
                number(shard.outbox()),
                oldest == null ? "–" : Shown.ago(oldest, now),
                stuck ? "bad" : "");
    }

    private static String number(@Nullable Long value) {
        return value == null ? "–" : Shown.number(value);
    }
}
