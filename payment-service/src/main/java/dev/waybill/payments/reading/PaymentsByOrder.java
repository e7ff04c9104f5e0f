package dev.waybill.payments.reading;

import static java.util.Objects.requireNonNull;

import dev.waybill.payments.reading.OrderPayments.Movement;
import dev.waybill.payments.reading.OrderPayments.Refunding;
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

/** Reads an order's payments with their transfers and refunds, in one statement and so as they were at one time. */
final class PaymentsByOrder {

    static final Statement<Wanted, Line> BY_ORDER = Statement.of("payments-by-order", Wanted.class, Line.class, """
            SELECT payments.id, payments.state, customer_id, payments.amount, payments.currency, refunded, decline_reason,
                   payments.created_at, payments.updated_at, part_id, kind, debit_account, credit_account, refund_state,
                   part_amount, part_currency, part_at
            FROM payments LEFT JOIN (
              SELECT payment_id, id AS part_id, kind, debit_account, credit_account, NULL AS refund_state,
                     amount AS part_amount, currency AS part_currency, created_at AS part_at, created_at AS asked_at
              FROM transfers
              UNION ALL
              SELECT payment_id, id, NULL, NULL, NULL, state, amount, currency, updated_at, created_at
              FROM refunds
            ) AS parts ON parts.payment_id = payments.id
            WHERE payments.order_id = :orderId AND payments.tenant = :tenant
            ORDER BY payments.created_at, payments.id, asked_at, kind, part_id
            """);

    private PaymentsByOrder() {}

    record Wanted(UUID orderId, String tenant) {}

    /** A payment with one of its transfers, with one of its refunds, or with nothing. */
    record Line(
            UUID id,
            String state,
            @Nullable String customerId,
            @Nullable Long amount,
            @Nullable String currency,
            long refunded,
            @Nullable String declineReason,
            Instant createdAt,
            Instant updatedAt,
            @Nullable UUID partId,
            @Nullable String kind,
            @Nullable String debitAccount,
            @Nullable String creditAccount,
            @Nullable String refundState,
            @Nullable Long partAmount,
            @Nullable String partCurrency,
            @Nullable Instant partAt) {

        View view(List<Movement> transfers, List<Refunding> refunds) {
            return new View(
                    id,
                    state,
                    customerId,
                    amount,
                    currency,
                    refunded,
                    declineReason,
                    createdAt,
                    updatedAt,
                    transfers,
                    refunds);
        }

        Movement movement() {
            return new Movement(
                    requireNonNull(kind),
                    requireNonNull(debitAccount),
                    requireNonNull(creditAccount),
                    requireNonNull(partAmount),
                    requireNonNull(partCurrency),
                    requireNonNull(partAt));
        }

        Refunding refunding() {
            return new Refunding(
                    requireNonNull(partId),
                    requireNonNull(partAmount),
                    requireNonNull(partCurrency),
                    requireNonNull(refundState),
                    requireNonNull(partAt));
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
                .view(
                        ofOne.stream()
                                .filter(line -> line.kind() != null)
                                .map(Line::movement)
                                .toList(),
                        ofOne.stream()
                                .filter(line -> line.refundState() != null)
                                .map(Line::refunding)
                                .toList());
    }
}
