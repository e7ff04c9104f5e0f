package dev.waybill.payments;

import dev.waybill.ledger.Transfer;
import dev.waybill.ledger.TransferKind;
import java.util.UUID;

/** A transfer as a row of {@code transfers}. */
record TransferRow(
        UUID id,
        UUID paymentId,
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
                transfer.paymentId(),
                transfer.tenant(),
                transfer.orderId(),
                transfer.kind(),
                transfer.kind().debit().code(),
                transfer.kind().credit().code(),
                transfer.amount().amount(),
                transfer.amount().currency());
    }
}
