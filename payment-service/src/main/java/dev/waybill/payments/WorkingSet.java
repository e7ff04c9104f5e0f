package dev.waybill.payments;

import dev.waybill.contracts.Reply;
import dev.waybill.ledger.Transfer;
import dev.waybill.ledger.TransferKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The payments and refunds of a batch while it is decided, in memory: what one command changes, the next one sees. Knows at
 * the end what is to be written.
 */
public final class WorkingSet {

    private final Tracked<Payment> payments;
    private final Tracked<Refund> refunds;
    private final List<Transfer> transfers = new ArrayList<>();
    private final Map<UUID, Said> replies = new LinkedHashMap<>();

    /**
     * @param payments as they are in the database, locked, or as they are known
     * @param refunds of those payments, likewise
     */
    public WorkingSet(Collection<Payment> payments, Collection<Refund> refunds) {
        this.payments = new Tracked<>(payments);
        this.refunds = new Tracked<>(refunds);
    }

    public @Nullable Payment find(UUID id) {
        return payments.find(id);
    }

    public @Nullable Refund findRefund(UUID id) {
        return refunds.find(id);
    }

    public void put(Payment payment) {
        payments.put(payment);
    }

    public void put(Refund refund) {
        refunds.put(refund);
    }

    public void say(Intent about, Reply reply, @Nullable String traceparent) {
        Said said = new Said(about.id(), reply, traceparent);
        replies.put(said.messageId(), said);
    }

    /** Moves the payment's money. An order that costs nothing is paid like any other, but nothing moves. */
    public void move(Payment payment, TransferKind kind) {
        if (payment.amount().amount() > 0) {
            transfers.add(payment.transfer(kind));
        }
    }

    /** Moves the refund's money. */
    public void move(Refund refund) {
        transfers.add(refund.transfer());
    }

    public Changes changes() {
        List<Payment> written = payments.changed()
                .map(each -> each.writtenAs(each.version() + 1))
                .toList();
        List<Refund> writtenRefunds = refunds.changed()
                .map(each -> each.writtenAs(each.version() + 1))
                .toList();
        List<Intent> opened = Stream.<Intent>concat(
                        payments.opened(written).stream(), refunds.opened(writtenRefunds).stream())
                .toList();
        return new Changes(written, writtenRefunds, opened, List.copyOf(transfers), List.copyOf(replies.values()));
    }
}
