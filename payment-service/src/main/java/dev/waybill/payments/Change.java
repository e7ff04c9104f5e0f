package dev.waybill.payments;

import dev.waybill.contracts.Topic;
import dev.waybill.contracts.TraceContext;
import dev.waybill.delivery.consuming.Alongside;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.payments.PaymentStatements.Ids;
import dev.waybill.payments.PaymentStatements.Save;
import dev.waybill.payments.PaymentStatements.Written;
import dev.waybill.shards.OvertakenException;
import dev.waybill.shards.Pending;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One batch of {@link Payments}: as a transaction, which locks, decides and writes, or what is known and is decided alone. */
final class Change implements Shard.Work<Written> {
    private final Ids paymentIds;
    private final Ids refundIds;
    private final Payments.Decision decision;
    private final Alongside alongside;
    private final Instant now;
    private final List<OutboxMessage> messages = new ArrayList<>();
    private final List<OutboxMessage> repeats = new ArrayList<>();
    private Changes changes = Changes.NONE;

    Change(Ids paymentIds, Ids refundIds, Payments.Decision decision, Alongside alongside, Instant now) {
        this.paymentIds = paymentIds;
        this.refundIds = refundIds;
        this.decision = decision;
        this.alongside = alongside;
        this.now = now;
    }

    @Override
    public Pending<Written> in(Transaction transaction) {
        alongside.in(transaction);
        Pending<PaymentRow> payments = transaction.send(PaymentStatements.LOCK, paymentIds);
        Pending<RefundRow> refunds = refundIds.ids().isEmpty()
                ? Pending.none()
                : transaction.send(PaymentStatements.READ_REFUNDS, refundIds);
        Optional<Save> save = decide(
                payments.rows().stream().map(PaymentRow::payment).toList(),
                refunds.rows().stream().map(RefundRow::refund).toList());
        if (save.isEmpty()) {
            return Pending.none();
        }
        Pending<Written> written = transaction.send(PaymentStatements.SAVE, save.get());
        if (alongside != Alongside.NOTHING) {
            requireAll(written.rows());
        }
        return written;
    }

    /** What is done alongside stands for all of the batch: it must not be committed with a part. */
    private void requireAll(List<Written> written) {
        Set<UUID> lost = outcome(written).lost();
        if (!lost.isEmpty()) {
            throw new OvertakenException("payments %s were begun a moment ago".formatted(lost));
        }
    }

    /** What is to be written; empty if that is nothing. */
    Optional<Save> decide(List<Payment> payments, List<Refund> refunds) {
        changes = decision.decide(payments, refunds);
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        sortReplies();
        return Optional.of(save());
    }

    private Save save() {
        return new Save(
                changes.changed().stream().map(PaymentRow::of).toList(),
                changes.refunds().stream().map(RefundRow::of).toList(),
                changes.transfers().stream().map(TransferRow::of).toList(),
                messages,
                repeats,
                now);
    }

    private void sortReplies() {
        Set<UUID> changed = changedIds();
        for (Said said : changes.replies()) {
            (changed.contains(said.cause()) ? messages : repeats).add(message(said));
        }
    }

    private Set<UUID> changedIds() {
        Set<UUID> ids = new HashSet<>();
        changes.changed().forEach(payment -> ids.add(payment.id()));
        changes.refunds().forEach(refund -> ids.add(refund.id()));
        return ids;
    }

    private OutboxMessage message(Said said) {
        int slot = RoutedId.slotOf(said.reply().orderId());
        return OutboxMessage.unordered(
                said.cause(),
                said.messageId(),
                Topic.ORDER_REPLIES,
                Topic.ORDER_REPLIES.partitionOfSlot(slot),
                said.reply(),
                TraceContext.continueOrStart(said.traceparent()),
                now);
    }

    /** What the write puts in the outbox, if the decision came to one. */
    List<OutboxMessage> said() {
        List<OutboxMessage> all = new ArrayList<>(messages);
        all.addAll(repeats);
        return all;
    }

    /** What has become of it, from what the write returned. */
    Payments.Changed outcome(List<Written> written) {
        Set<UUID> lost = changedIds();
        written.forEach(each -> lost.remove(each.id()));
        requireRefunds(lost);
        return new Payments.Changed(
                changes.opened().stream()
                        .filter(each -> !lost.contains(each.id()))
                        .toList(),
                lost);
    }

    /** Who holds the payment's lock can't lose a race for its refund. */
    private void requireRefunds(Set<UUID> lost) {
        for (Refund refund : changes.refunds()) {
            if (lost.contains(refund.id())) {
                throw new IllegalStateException(
                        "refund %s was changed without its payment's lock; this is a bug".formatted(refund.id()));
            }
        }
    }
}
