package dev.waybill.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Payments and the ledger, of all shards together. */
public record PaymentBooks(List<Payment> payments, List<Transfer> transfers) {

    /**
     * @param amount in minor units; null if it was called off before it was asked for
     * @param operation the provider's call that is open
     */
    public record Payment(
            UUID id,
            UUID order,
            String state,
            @Nullable Long amount,
            @Nullable String currency,
            @Nullable String operation) {}

    /** @param kind AUTHORIZE, CAPTURE or VOID */
    public record Transfer(
            UUID payment, UUID order, String kind, String debit, String credit, long amount, String currency) {}
}
