package dev.waybill.payments;

import dev.waybill.contracts.Topic;
import dev.waybill.contracts.TraceContext;
import dev.waybill.delivery.outbox.Emitted;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.payments.PaymentStatements.Ids;
import dev.waybill.payments.PaymentStatements.Save;
import dev.waybill.payments.PaymentStatements.Written;
import dev.waybill.shards.Pending;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * The payments of all shards. A batch is one transaction of four statements, however large it is: BEGIN with the lock of
 * the payments that exist, and one write of payments, transfers and replies with COMMIT. A batch that changes nothing and
 * answers nothing leaves the write out.
 *
 * <p>The fence is the payment's own row, read by the statement that locks it, which returns what the lock's last holder
 * wrote. A row that was not there to be locked is guarded by its key: of two that begin the same payment one is written,
 * and the other, with all that would have followed from it, is not.
 */
public final class Payments {

    private final Relay relay;
    private final Clock clock;

    public Payments(Relay relay, Clock clock) {
        this.relay = relay;
        this.clock = clock;
    }

    /**
     * What came of a change.
     *
     * @param opened payments for which a call is to be made now
     * @param lost payments that somebody else began at the same time: decide on them again
     */
    public record Changed(List<Payment> opened, Set<UUID> lost) {}

    /**
     * Locks payments, lets the decision say what changes, writes it and publishes the replies.
     *
     * @param ids whether or not there are such payments yet
     * @throws RuntimeException what the shard throws; nothing is changed then
     */
    public Changed change(Shard shard, Collection<UUID> ids, Function<List<Payment>, Changes> decision) {
        Change change = new Change(ids.stream().distinct().sorted().toList(), decision, clock.instant());
        List<Written> written = shard.inTransaction(change);
        relay.publish(shard, change.said(), emitted(written));
        return change.outcome(written);
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

    private static final class Change implements Shard.Work<Written> {
        private final List<UUID> ids;
        private final Function<List<Payment>, Changes> decision;
        private final Instant now;
        private final List<OutboxMessage> messages = new ArrayList<>();
        private final List<OutboxMessage> repeats = new ArrayList<>();
        private Changes changes = new Changes(List.of(), List.of(), List.of(), List.of());

        Change(List<UUID> ids, Function<List<Payment>, Changes> decision, Instant now) {
            this.ids = ids;
            this.decision = decision;
            this.now = now;
        }

        @Override
        public Pending<Written> in(Transaction transaction) {
            List<PaymentRow> locked =
                    transaction.send(PaymentStatements.LOCK, new Ids(ids)).rows();
            changes = decision.apply(locked.stream().map(PaymentRow::payment).toList());
            if (changes.isEmpty()) {
                return Pending.none();
            }
            sortReplies();
            return transaction.send(
                    PaymentStatements.SAVE,
                    new Save(
                            changes.changed().stream().map(PaymentRow::of).toList(),
                            changes.transfers().stream().map(TransferRow::of).toList(),
                            messages,
                            repeats,
                            now));
        }

        private void sortReplies() {
            Set<UUID> changed = new HashSet<>();
            changes.changed().forEach(payment -> changed.add(payment.id()));
            for (Said said : changes.replies()) {
                (changed.contains(said.paymentId()) ? messages : repeats).add(message(said));
            }
        }

        private OutboxMessage message(Said said) {
            int slot = RoutedId.slotOf(said.reply().orderId());
            return OutboxMessage.unordered(
                    said.paymentId(),
                    said.messageId(),
                    Topic.ORDER_REPLIES,
                    Topic.ORDER_REPLIES.partitionOfSlot(slot),
                    said.reply(),
                    TraceContext.continueOrStart(said.traceparent()),
                    now);
        }

        List<OutboxMessage> said() {
            List<OutboxMessage> all = new ArrayList<>(messages);
            all.addAll(repeats);
            return all;
        }

        Changed outcome(List<Written> written) {
            Set<UUID> lost = new HashSet<>();
            changes.changed().forEach(payment -> lost.add(payment.id()));
            written.forEach(each -> lost.remove(each.paymentId()));
            return new Changed(
                    changes.opened().stream()
                            .filter(payment -> !lost.contains(payment.id()))
                            .toList(),
                    lost);
        }
    }
}
