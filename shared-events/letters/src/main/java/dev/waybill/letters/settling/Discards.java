package dev.waybill.letters.settling;

import dev.waybill.delivery.letters.Succession;
import dev.waybill.letters.OnShards;
import dev.waybill.letters.searching.Selection;
import dev.waybill.letters.settling.SettlingTable.Chosen;
import dev.waybill.letters.settling.SettlingTable.Discard;
import dev.waybill.letters.settling.SettlingTable.Discarded;
import dev.waybill.letters.settling.SettlingTable.Wanted;
import dev.waybill.shards.Pending;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Puts letters away for good: their messages are never handled. What waits behind them does not go with them. */
@Singleton
public class Discards {

    private static final Logger LOG = Logger.getLogger(Discards.class);

    private final Shards shards;
    private final Clock clock;

    public Discards(Shards shards, Clock clock) {
        this.shards = shards;
        this.clock = clock;
    }

    /**
     * @return how many it put away
     * @throws dev.waybill.http.ProblemException 503, if a shard is away; on the others it is done
     */
    public long discard(Selection selection, String actor, String reason) {
        OnShards<Long> answers = OnShards.of(shards, shard -> discard(shard, selection, actor, reason));
        long discarded =
                answers.done().values().stream().mapToLong(Long::longValue).sum();
        LOG.infof("%s of ops: discard %s, which were %d: %s", actor, selection.inWords(), discarded, reason);
        answers.requireAll("%d were discarded; the same request can be repeated.".formatted(discarded));
        return discarded;
    }

    private long discard(Shard shard, Selection selection, String actor, String reason) {
        List<Discarded> done = shard.inTransaction(Selection.MANY, transaction -> {
            List<UUID> ids =
                    transaction
                            .send(SettlingTable.CHOOSE, new Wanted(selection.ids(), selection.filter()))
                            .rows()
                            .stream()
                            .map(Chosen::id)
                            .toList();
            // A statement of its own: it sees what was put behind them before the lock was had.
            Pending<Discarded> discarded = transaction.send(
                    SettlingTable.DISCARD, new Discard(ids, actor, reason, selection.inWords(), clock.instant()));
            Succession.afterDiscard(transaction, ids, actor, clock.instant());
            return discarded;
        });
        return done.getFirst().letters();
    }
}
