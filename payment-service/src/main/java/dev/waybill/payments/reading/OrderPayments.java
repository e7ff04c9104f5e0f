package dev.waybill.payments.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order's payments, oldest first: one per attempt. */
public record OrderPayments(UUID orderId, List<View> payments) {

    /**
     * One payment.
     *
     * @param state one of {@code AUTHORIZING}, {@code AUTHORIZED}, {@code DECLINED}, {@code CAPTURING}, {@code CAPTURED},
     *     {@code VOIDING}, {@code VOIDED}
     * @param amount in minor units; missing, as customer and currency are, if the payment was voided before it was asked for
     * @param refunded in minor units: what of the amount is given back or being given back
     * @param reason why it was declined; missing if it was not
     * @param transfers what has moved, in the order in which it did
     * @param refunds in the order in which they were asked for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(
            UUID id,
            String state,
            @Nullable String customerId,
            @Nullable Long amount,
            @Nullable String currency,
            long refunded,
            @Nullable String reason,
            Instant createdAt,
            Instant updatedAt,
            List<Movement> transfers,
            List<Refunding> refunds) {}

    /**
     * One transfer.
     *
     * @param debit the account that gave
     * @param credit the account that took
     * @param amount in minor units
     */
    public record Movement(String kind, String debit, String credit, long amount, String currency, Instant at) {}

    /**
     * One refund.
     *
     * @param amount in minor units
     * @param state {@code REFUNDING}, or {@code REFUNDED} once the provider has done it
     * @param at since when it is so
     */
    public record Refunding(UUID id, long amount, String currency, String state, Instant at) {}
}
