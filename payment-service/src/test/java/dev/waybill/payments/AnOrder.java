package dev.waybill.payments;

import dev.waybill.contracts.Money;
import dev.waybill.contracts.PaymentCommand.AuthorizePayment;
import dev.waybill.contracts.PaymentCommand.CapturePayment;
import dev.waybill.contracts.PaymentCommand.RefundPayment;
import dev.waybill.contracts.PaymentCommand.VoidPayment;
import dev.waybill.contracts.Request;
import dev.waybill.shards.RoutedId;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/** An order to be paid, and what its saga asks for. */
public record AnOrder(UUID id, UUID sagaId) {

    public static final String TENANT = "acme";
    private static final Random RANDOM = new Random();

    public static AnOrder any() {
        return inSlot(RANDOM.nextInt(4096));
    }

    public static AnOrder inSlot(int slot) {
        return new AnOrder(RoutedId.create(slot, Instant.now(), RANDOM), UUID.randomUUID());
    }

    public AuthorizePayment authorize(String token) {
        return authorize(token, 4_299);
    }

    public AuthorizePayment authorize(String token, long amount) {
        return new AuthorizePayment(attempt(1), TENANT, id, "17850", new Money(amount, "GBP"), token);
    }

    public VoidPayment letGo() {
        return new VoidPayment(attempt(1), TENANT, id);
    }

    public CapturePayment capture() {
        return new CapturePayment(new Request(sagaId, "capture-payment", 1, 0), TENANT, id, attempt(1));
    }

    /** The refund that one return of the order asks for: each return has a saga of its own. */
    public RefundPayment refund(int nr, long amount) {
        return new RefundPayment(refundRequest(nr), TENANT, id, attempt(1), new Money(amount, "GBP"));
    }

    public Request refundRequest(int nr) {
        UUID returnSaga = new UUID(id.getMostSignificantBits(), sagaId.getLeastSignificantBits() + nr);
        return new Request(returnSaga, "refund-payment", 1, 0);
    }

    public UUID refundId(int nr) {
        return DerivedId.ofRefund(id, refundRequest(nr));
    }

    public Request attempt(int attempt) {
        return new Request(sagaId, "authorize-payment", attempt, 0);
    }

    public UUID paymentId() {
        return DerivedId.ofPayment(id, attempt(1));
    }
}
