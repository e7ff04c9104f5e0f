package dev.waybill.payments;

import dev.waybill.delivery.consuming.Alongside;
import dev.waybill.delivery.outbox.Emitted;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.payments.PaymentStatements.Ids;
import dev.waybill.payments.PaymentStatements.Written;
import dev.waybill.shards.Shard;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The payments of all shards, and their refunds. A batch is one transaction of four statements, however large it is: BEGIN
 * with the lock of the payments that exist, and one write of payments, refunds, transfers and replies with COMMIT. Where it
 * is about refunds a fifth reads them, in the flush of the lock; so it is two round trips always. A batch that changes
 * nothing and answers nothing leaves the write out. What is known of payments without a look is changed by the write alone,
 * in one round trip.
 *
 * <p>The fence is the payment's own row: its version, as it was read by the statement that locks it, which returns what the
 * lock's last holder wrote, or as it is known. A refund's fence is its own row, under the lock of its payment. A payment that
 * was not there is guarded by its key. What is not as it was decided on is not written, nor is all that would have followed
 * from it.
 */
public final class Payments {

    private static final Ids NO_IDS = new Ids(List.of());

    private final Relay relay;
    private final Clock clock;

    public Payments(Relay relay, Clock clock) {
        this.relay = relay;
        this.clock = clock;
    }

    /** What a batch comes to; pure. */
    @FunctionalInterface
    public interface Decision {
        /**
         * @param payments those of the batch that exist, locked or as they are known
         * @param refunds likewise
         */
        Changes decide(List<Payment> payments, List<Refund> refunds);
    }

    /** What there is. */
    public record Stored(List<Payment> payments, List<Refund> refunds) {}

    /**
     * What came of a change.
     *
     * @param opened what a call is to be made for now
     * @param lost payments that somebody else began or changed at the same time: decide on them again
     */
    public record Changed(List<Intent> opened, Set<UUID> lost) {}

    /**
     * Locks payments, lets the decision say what changes, writes it and publishes the replies.
     *
     * @param paymentIds whether or not there are such payments yet
     * @param refundIds of those payments, likewise
     * @throws RuntimeException what the shard throws; nothing is changed then
     */
    public Changed change(Shard shard, Collection<UUID> paymentIds, Collection<UUID> refundIds, Decision decision) {
        return change(shard, paymentIds, refundIds, decision, Alongside.NOTHING);
    }

    /**
     * As above.
     *
     * @param alongside what else the transaction does; if it is anything, nothing is lost, or all of it is
     * @throws dev.waybill.shards.OvertakenException if it would be
     */
    public Changed change(
            Shard shard,
            Collection<UUID> paymentIds,
            Collection<UUID> refundIds,
            Decision decision,
            Alongside alongside) {
        Change change = new Change(ids(paymentIds), ids(refundIds), decision, alongside, clock.instant());
        List<Written> written = shard.inTransaction(paymentIds.size(), change);
        relay.publish(shard, change.said(), emitted(written));
        return change.outcome(written);
    }

    /**
     * As {@link #change}, of payments as they were written last, without a look at them: one statement, between BEGIN and
     * COMMIT if there are many, and one round trip. What is not so any more is lost, and so is what follows from it.
     *
     * @param known none if they are thought not to exist
     */
    public Changed changeKnown(Shard shard, List<Payment> known, Decision decision) {
        Change change = new Change(NO_IDS, NO_IDS, decision, Alongside.NOTHING, clock.instant());
        List<Written> written = change.decide(known, List.of())
                .map(save -> shard.run(save.payments().size(), PaymentStatements.SAVE, save))
                .orElse(List.of());
        relay.publish(shard, change.said(), emitted(written));
        return change.outcome(written);
    }

    /** Those of the payments and refunds that exist, as they are now; locks nothing. */
    public Stored read(Shard shard, Collection<UUID> paymentIds, Collection<UUID> refundIds) {
        return new Stored(
                shard.run(PaymentStatements.READ, ids(paymentIds)).stream()
                        .map(PaymentRow::payment)
                        .toList(),
                shard.run(PaymentStatements.READ_REFUNDS, ids(refundIds)).stream()
                        .map(RefundRow::refund)
                        .toList());
    }

    private static Ids ids(Collection<UUID> ids) {
        return new Ids(ids.stream().distinct().sorted().toList());
    }

    private static List<Emitted> emitted(List<Written> written) {
        List<Emitted> emitted = new ArrayList<>();
        for (Written each : written) {
            if (each.position() != null && each.messageId() != null) {
                emitted.add(new Emitted(each.position(), each.messageId(), List.of()));
            }
        }
        return emitted;
    }
}
