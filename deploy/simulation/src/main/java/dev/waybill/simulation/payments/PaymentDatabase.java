package dev.waybill.simulation.payments;

import dev.waybill.payments.Intent;
import dev.waybill.payments.Operation;
import dev.waybill.payments.Payment;
import dev.waybill.payments.Refund;
import dev.waybill.simulation.running.Database;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One shard of the payment service. */
public final class PaymentDatabase extends Database {

    final Map<UUID, Payment> payments = new HashMap<>();
    final Map<UUID, Refund> refunds = new HashMap<>();
    final Map<UUID, OpenCall> openCalls = new LinkedHashMap<>();

    /** The columns of a payment or refund that say which call it has open, and since when. */
    record OpenCall(Operation operation, Instant since, int tries) {}

    public PaymentDatabase(int shard) {
        super("payments", shard);
    }

    @Nullable
    Intent find(UUID id) {
        Payment payment = payments.get(id);
        return payment == null ? refunds.get(id) : payment;
    }

    /** A call that stays open was begun when it was begun. */
    void put(Intent intent, Instant now) {
        switch (intent) {
            case Payment payment -> payments.put(payment.id(), payment);
            case Refund refund -> refunds.put(refund.id(), refund);
        }
        Operation open = intent.operation();
        OpenCall before = openCalls.get(intent.id());
        if (open == null) {
            openCalls.remove(intent.id());
        } else if (before == null || before.operation() != open) {
            openCalls.put(intent.id(), new OpenCall(open, now, 0));
        }
    }

    public boolean isQuiet() {
        return openCalls.isEmpty() && outbox().isEmpty();
    }
}
