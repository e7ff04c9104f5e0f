package dev.waybill.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Payments and the ledger, of all shards together. */
public record PaymentBooks(List<Payment> payments, List<Transfer> transfers, List<Refund> refunds) {

    /**
     * @param amount in minor units; null if it was called off before it was asked for
     * @param operation the provider's call that is open
     * @param refunded how much of it is given back
     */
    public record Payment(
            UUID id,
            UUID order,
            String state,
            @Nullable Long amount,
            @Nullable String currency,
            @Nullable String operation,
            long refunded) {}

    /**
     * Money that a cancel or a return gives back.
     *
     * @param state REFUNDED when the provider has done it
     */
    public record Refund(UUID id, UUID reversal, UUID payment, UUID order, String state, long amount) {}

    /**
     * @param kind AUTHORIZE, CAPTURE, VOID or REFUND
     * @param refund the one that a REFUND carries out
     */
    public record Transfer(
            UUID payment,
            UUID order,
            String kind,
            @Nullable UUID refund,
            String debit,
            String credit,
            long amount,
            String currency) {
        boolean is(String what) {
            return kind.equals(what);
        }
    }
}
