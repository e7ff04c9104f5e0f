package dev.waybill.ops.intervening;

import dev.waybill.checkout.SagaBatch;
import dev.waybill.checkout.SagaTransactions;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.TraceContext;
import dev.waybill.http.Problem;
import dev.waybill.http.ProblemException;
import dev.waybill.ops.OpsRequest;
import dev.waybill.ops.OpsRequest.Wish;
import dev.waybill.ops.actions.Actions;
import dev.waybill.ops.sagas.StoredSagas;
import dev.waybill.sagas.Decision;
import dev.waybill.shards.Transaction;
import dev.waybill.shards.sql.Statement;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Does to a saga what ops wants, and puts it on record, in one transaction; or neither, if its state does not allow it. */
@Singleton
public class Interventions {

    private static final Logger LOG = Logger.getLogger(Interventions.class);

    static final Statement<ById, Locked> LOCK = Statement.of("lock-saga-for-ops", ById.class, Locked.class, """
            SELECT s.order_id, s.paused, s.ended_at IS NOT NULL AS ended FROM sagas s WHERE s.id = :id FOR UPDATE
            """);

    private final StoredSagas stored;
    private final SagaTransactions sagas;
    private final Clock clock;

    Interventions(StoredSagas stored, SagaTransactions sagas, Clock clock) {
        this.stored = stored;
        this.sagas = sagas;
        this.clock = clock;
    }

    record ById(UUID id) {}

    record Locked(UUID orderId, boolean paused, boolean ended) {}

    /** What ops wants, and who it is. */
    public record Intervention(UUID saga, Verb verb, Wish wish, String actor) {}

    /**
     * @throws ProblemException 404, if there is no such saga; 409, if its state does not allow it
     */
    public void make(Intervention wanted) {
        sagas.run(stored.home(wanted.saga()), 1, transaction -> intervene(transaction, wanted));
        LOG.infof(
                "%s of ops: %s %s: %s",
                wanted.actor(),
                wanted.verb().lower(),
                wanted.saga(),
                wanted.wish().reason());
    }

    /**
     * Locks first and reads in statements after that: so it is seen whether all sagas of this kind were resumed while the
     * lock was waited for.
     */
    private SagaBatch intervene(Transaction transaction, Intervention wanted) {
        Locked saga = transaction.send(LOCK, new ById(wanted.saga())).rows().stream()
                .findFirst()
                .orElseThrow(() -> OpsRequest.unknown("saga", wanted.saga()));
        Instant now = clock.instant();
        SagaBatch batch = sagas.lockWithLines(transaction, List.of(wanted.saga()));
        Decision<Message> decision =
                batch.happen(wanted.saga(), wanted.verb().happening(wanted.wish()), TraceContext.continueOrStart(null));
        switch (decision) {
            case Decision.Ignore<Message>(Decision.Reason reason, String why) -> throw conflict(why);
            case Decision.Proceed<Message> proceed -> {
                requirePausedIfResumed(wanted.verb(), saga);
                record(transaction, wanted, saga.orderId(), whatCame(batch, proceed), now);
            }
        }
        return batch;
    }

    /** To the engine, which carries on those that a definition's end of pause has left, it would be no mistake. */
    private static void requirePausedIfResumed(Verb verb, Locked saga) {
        if (verb == Verb.RESUME && !saga.paused()) {
            throw conflict("is not paused");
        }
    }

    private static void record(Transaction transaction, Intervention wanted, UUID order, String whatCame, Instant now) {
        transaction.send(
                Actions.RECORD,
                Actions.toSaga(
                        wanted.saga(),
                        order,
                        wanted.verb().lower(),
                        wanted.actor(),
                        wanted.wish().reason(),
                        whatCame,
                        now));
    }

    private static String whatCame(SagaBatch batch, Decision.Proceed<Message> proceed) {
        SagaBatch.Transition made = batch.transitions().getLast();
        String moved = made.from().equals(made.to())
                ? "it stayed at " + made.to()
                : "it went from %s to %s".formatted(made.from(), made.to());
        int sent = proceed.messages().size();
        return "%s, %s".formatted(moved, sent == 1 ? "1 message was sent" : sent + " messages were sent");
    }

    private static ProblemException conflict(String why) {
        return Problem.of(
                        409,
                        "saga-does-not-allow-it",
                        "The saga's state does not allow it",
                        "The saga %s.".formatted(why))
                .toException();
    }
}
