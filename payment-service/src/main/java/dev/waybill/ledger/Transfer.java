package dev.waybill.ledger;

import dev.waybill.contracts.Money;
import java.util.Objects;
import java.util.UUID;

/**
 * A movement of money between the two accounts of its kind: one row, so that what one account loses another has won.
 *
 * @param amount above zero; nothing moves nowhere
 */
public record Transfer(UUID id, UUID paymentId, String tenant, UUID orderId, TransferKind kind, Money amount) {
    public Transfer {
        Objects.requireNonNull(kind, "kind");
        if (amount.amount() <= 0) {
            throw new IllegalArgumentException("a transfer moves more than nothing, but was " + amount);
        }
    }
}
