package dev.waybill.payments;

import dev.waybill.ledger.Transfer;
import dev.waybill.ledger.TransferKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transfer as a row of {@code transfers}.
 *
 * @param cause the payment or refund whose change moves the money: if that is not written, nothing moves
 */
record TransferRow(
        UUID id,
        UUID cause,
        UUID paymentId,
        @Nullable UUID refundId,
        String tenant,
        UUID orderId,
        TransferKind kind,
        String debitAccount,
        String creditAccount,
        long amount,
        String currency) {

    static TransferRow of(Transfer transfer) {
        return new TransferRow(
                transfer.id(),
                transfer.refundId() == null ? transfer.paymentId() : transfer.refundId(),
                transfer.paymentId(),
                transfer.refundId(),
                transfer.tenant(),
                transfer.orderId(),
                transfer.kind(),
                transfer.kind().debit().code(),
                transfer.kind().credit().code(),
                transfer.amount().amount(),
                transfer.amount().currency());
    }
}
