package dev.waybill.ledger;

import dev.waybill.contracts.Money;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A movement of money between the two accounts of its kind: one row, so that what one account loses another has won.
 *
 * @param refundId the refund that moves it, for a {@link TransferKind#REFUND} and for nothing else; other kinds move
 *     once per payment
 * @param amount above zero; nothing moves nowhere
 */
public record Transfer(
        UUID id,
        UUID paymentId,
        @Nullable UUID refundId,
        String tenant,
        UUID orderId,
        TransferKind kind,
        Money amount) {
    public Transfer {
        Objects.requireNonNull(kind, "kind");
        if ((kind == TransferKind.REFUND) != (refundId != null)) {
            throw new IllegalArgumentException("a refund's transfer names the refund, others none: " + kind);
        }
        if (amount.amount() <= 0) {
            throw new IllegalArgumentException("a transfer moves more than nothing, but was " + amount);
        }
    }
}
