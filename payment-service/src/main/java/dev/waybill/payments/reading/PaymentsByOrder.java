package dev.waybill.payments.reading;

import static java.util.Objects.requireNonNull;

import dev.waybill.payments.reading.OrderPayments.Movement;
import dev.waybill.payments.reading.OrderPayments.View;
import dev.waybill.shards.Shard;
import dev.waybill.shards.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads an order's payments with their transfers, in one statement. */
final class PaymentsByOrder {

    static final Statement<Wanted, Line> BY_ORDER = Statement.of("payments-by-order", Wanted.class, Line.class, """
            SELECT payments.id, state, customer_id, payments.amount, payments.currency, decline_reason,
                   payments.created_at, updated_at, kind, debit_account, credit_account,
                   transfers.amount AS moved_amount, transfers.currency AS moved_currency, transfers.created_at AS moved_at
            FROM payments LEFT JOIN transfers ON transfers.payment_id = payments.id
            WHERE payments.order_id = :orderId AND payments.tenant = :tenant
            ORDER BY payments.created_at, payments.id, transfers.created_at, kind
            """);

    private PaymentsByOrder() {}

    record Wanted(UUID orderId, String tenant) {}

    /** A payment with one of its transfers, or with none. */
    record Line(
            UUID id,
            String state,
            @Nullable String customerId,
            @Nullable Long amount,
            @Nullable String currency,
            @Nullable String declineReason,
            Instant createdAt,
            Instant updatedAt,
            @Nullable String kind,
            @Nullable String debitAccount,
            @Nullable String creditAccount,
            @Nullable Long movedAmount,
            @Nullable String movedCurrency,
            @Nullable Instant movedAt) {

        View view(List<Movement> transfers) {
            return new View(id, state, customerId, amount, currency, declineReason, createdAt, updatedAt, transfers);
        }

        Movement movement() {
            return new Movement(
                    requireNonNull(kind),
                    requireNonNull(debitAccount),
                    requireNonNull(creditAccount),
                    requireNonNull(movedAmount),
                    requireNonNull(movedCurrency),
                    requireNonNull(movedAt));
        }
    }

    static OrderPayments read(Shard shard, UUID orderId, String tenant) {
        return new OrderPayments(orderId, views(shard.run(BY_ORDER, new Wanted(orderId, tenant))));
    }

    private static List<View> views(List<Line> lines) {
        Map<UUID, List<Line>> byPayment = new LinkedHashMap<>();
        lines.forEach(line ->
                byPayment.computeIfAbsent(line.id(), any -> new ArrayList<>()).add(line));
        return byPayment.values().stream().map(PaymentsByOrder::view).toList();
    }

    private static View view(List<Line> ofOne) {
        return ofOne.getFirst()
                .view(ofOne.stream()
                        .filter(line -> line.kind() != null)
                        .map(Line::movement)
                        .toList());
    }
}
