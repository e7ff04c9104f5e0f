package dev.waybill.payments;

import dev.waybill.contracts.Reply;
import dev.waybill.ledger.Transfer;
import dev.waybill.ledger.TransferKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The payments of a batch while it is decided, in memory: what one command changes, the next one sees. Knows at the end
 * what is to be written.
 */
public final class WorkingSet {

    private final Map<UUID, Payment> before = new HashMap<>();
    private final Map<UUID, Payment> changed = new TreeMap<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private final Map<UUID, Said> replies = new LinkedHashMap<>();

    /**
     * @param locked the payments as they are in the database
     */
    public WorkingSet(Collection<Payment> locked) {
        locked.forEach(payment -> before.put(payment.id(), payment));
    }

    public @Nullable Payment find(UUID id) {
        Payment now = changed.get(id);
        return now == null ? before.get(id) : now;
    }

    public void put(Payment payment) {
        changed.put(payment.id(), payment);
    }

    public void say(Payment about, Reply reply, @Nullable String traceparent) {
        Said said = new Said(about.id(), reply, traceparent);
        replies.put(said.messageId(), said);
    }

    /** Moves the payment's money. An order that costs nothing is paid like any other, but nothing moves. */
    public void move(Payment payment, TransferKind kind) {
        if (payment.amount().amount() > 0) {
            transfers.add(payment.transfer(kind));
        }
    }

    public Changes changes() {
        List<Payment> written = changed.values().stream().map(this::nextVersion).toList();
        return new Changes(
                written,
                written.stream().filter(this::opensCall).toList(),
                List.copyOf(transfers),
                List.copyOf(replies.values()));
    }

    private Payment nextVersion(Payment payment) {
        return payment.writtenAs(payment.version() + 1);
    }

    private boolean opensCall(Payment payment) {
        Payment was = before.get(payment.id());
        return payment.operation() != null && (was == null || was.operation() != payment.operation());
    }
}
