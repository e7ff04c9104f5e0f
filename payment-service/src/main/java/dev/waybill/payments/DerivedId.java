package dev.waybill.payments;

import dev.waybill.contracts.Request;
import dev.waybill.ledger.TransferKind;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Ids that follow from what they name: a crash can't make two of one. The upper half is the order's, so that they sort by
 * time and carry the order's slot as its id does; the lower half is a hash.
 */
public final class DerivedId {
    private DerivedId() {}

    /** The payment that an authorization asks for. Undo and capture name the authorization, and so find it too. */
    public static UUID ofPayment(UUID orderId, Request authorization) {
        return derive(
                orderId,
                "payment/" + authorization.sagaId() + "/" + authorization.step() + "/" + authorization.attempt());
    }

    /** The refund that a request asks for. */
    public static UUID ofRefund(UUID orderId, Request request) {
        return derive(
                orderId,
                "refund/" + request.sagaId() + "/" + request.step() + "/" + request.attempt() + "/"
                        + request.participant());
    }

    /**
     * A transfer of a kind, of which there is one.
     *
     * @param cause the payment, or for a refund's transfer the refund
     */
    public static UUID ofTransfer(UUID cause, TransferKind kind) {
        return derive(cause, "transfer/" + cause + "/" + kind);
    }

    private static UUID derive(UUID upper, String name) {
        UUID hash = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new UUID(upper.getMostSignificantBits(), hash.getLeastSignificantBits());
    }
}
