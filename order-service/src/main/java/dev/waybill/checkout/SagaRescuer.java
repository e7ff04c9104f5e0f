package dev.waybill.checkout;

import dev.waybill.contracts.TraceContext;
import dev.waybill.delivery.consuming.Splitting;
import dev.waybill.sagas.Happening;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Transaction;
import dev.waybill.shards.sql.NoRow;
import dev.waybill.shards.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Looks after a shard's sagas that have waited too long for an answer: what the policy of each step says is done, be it to
 * ask again, to turn back, or to park the saga for ops. In health it runs one statement that finds nothing, and a second
 * one while messages wait to be read, when only what ops has resumed is looked after; otherwise six more, in four round
 * trips, for up to {@value #AT_MOST} sagas. Several replicas share the work.
 */
public final class SagaRescuer {

    static final int AT_MOST = 200;

    /** The due time of sagas whose definition ops has just resumed: what they have open is sent again, due or not. */
    public static final Instant RESUMED = Instant.EPOCH;

    /**
     * What ops has stopped is due and must not be taken. That is read once and not for each saga, and compared in a way of
     * which Postgres always thinks that most will do: so it looks for the first of hundreds of thousands by their index, and
     * does not sort them all.
     */
    private static final String OVERDUE = """
            FROM sagas s
            WHERE s.ended_at IS NULL AND s.due_at <= :until AND NOT s.paused
              AND NOT EXISTS (SELECT FROM saga_pauses WHERE definition = '*')
              AND NOT ARRAY[s.definition] && ARRAY(SELECT p.definition FROM saga_pauses p)
            """;

    static final Statement<Until, Found> FIND_OVERDUE = Statement.of(
            "find-overdue-sagas", Until.class, Found.class, "SELECT s.id " + OVERDUE + "ORDER BY s.due_at LIMIT 1");

    static final Statement<Wanted, Overdue> TAKE_OVERDUE =
            Statement.of("take-overdue-sagas", Wanted.class, Overdue.class, """
            -- Whoever comes second passes over what is locked; it will not be due any more.
            SELECT s.id, s.due_at <= :resumed AS resumed
            """ + OVERDUE + """
            ORDER BY s.due_at
            LIMIT :atMost
            FOR UPDATE OF s SKIP LOCKED
            """);

    /** Seen by ops like one that is parked, and tried again later. */
    static final Statement<Aside, NoRow> SET_ASIDE = Statement.of("set-saga-aside", Aside.class, """
            UPDATE sagas SET due_at = :again, parked_reason = :why WHERE id = :id AND ended_at IS NULL
            """);

    private static final Logger LOG = Logger.getLogger(SagaRescuer.class);
    private static final Duration ASIDE_FOR = Duration.ofMinutes(1);

    private final SagaTransactions sagas;
    private final BooleanSupplier queuesAreBehind;
    private final Clock clock;

    /**
     * @param queuesAreBehind whether requests or answers wait to be read. Meanwhile nobody is asked again, and nobody given up:
     *     to repeat a request that has only not had its turn makes the queue longer
     */
    public SagaRescuer(SagaTransactions sagas, BooleanSupplier queuesAreBehind, Clock clock) {
        this.sagas = sagas;
        this.queuesAreBehind = queuesAreBehind;
        this.clock = clock;
    }

    record Until(Instant until) {}

    record Found(UUID id) {}

    record Wanted(Instant until, Instant resumed, int atMost) {}

    record Overdue(UUID id, boolean resumed) {}

    record Aside(UUID id, String why, Instant again) {}

    /**
     * Looks after one batch.
     *
     * @return how many it took
     */
    public int runOnce(Shard shard) {
        if (!shard.ready() || !anyOverdue(shard, clock.instant())) {
            return 0;
        }
        boolean behind = queuesAreBehind.getAsBoolean();
        if (behind && !anyOverdue(shard, RESUMED)) {
            return 0;
        }
        Instant until = behind ? RESUMED : clock.instant();
        List<Overdue> taken = new ArrayList<>();
        try {
            sagas.run(shard, AT_MOST, transaction -> takeAndRescue(transaction, until, taken));
        } catch (RuntimeException failure) {
            // One that can't be read or carried on must not hold up the others of its shard.
            Splitting.run(
                    List.copyOf(taken),
                    part -> sagas.run(shard, part.size(), transaction -> rescue(transaction, part)),
                    (saga, why) -> setAside(shard, saga, why));
        }
        return taken.size();
    }

    private static boolean anyOverdue(Shard shard, Instant until) {
        return !shard.run(FIND_OVERDUE, new Until(until)).isEmpty();
    }

    private SagaBatch takeAndRescue(Transaction transaction, Instant until, List<Overdue> taken) {
        taken.addAll(transaction
                .send(TAKE_OVERDUE, new Wanted(until, RESUMED, AT_MOST))
                .rows());
        return rescue(transaction, taken);
    }

    private void setAside(Shard shard, Overdue saga, RuntimeException why) {
        LOG.errorf(why, "saga %s of %s can't be looked after, and is set aside for a while", saga.id(), shard.name());
        shard.run(
                SET_ASIDE,
                new Aside(
                        saga.id(),
                        "it can't be looked after: " + why.getMessage(),
                        clock.instant().plus(ASIDE_FOR)));
    }

    private SagaBatch rescue(Transaction transaction, List<Overdue> overdue) {
        SagaBatch batch = sagas.lockWithLines(
                transaction, overdue.stream().map(Overdue::id).toList());
        overdue.forEach(saga -> batch.happen(
                saga.id(),
                saga.resumed() ? new Happening.Resumed() : new Happening.TimePassed(),
                TraceContext.continueOrStart(null)));
        return batch;
    }
}
