package dev.waybill.checkout;

import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Reply.StockRejected;
import dev.waybill.contracts.Shortage;
import dev.waybill.sagas.Answer;
import dev.waybill.sagas.Refusal;
import java.util.Locale;
import java.util.stream.Collectors;

/** What each reply means to a saga. */
final class Answers {
    private Answers() {}

    static Answer of(Reply reply) {
        return switch (reply) {
            case Reply.StockReserved done -> new Answer.Done(done.request());
            case Reply.StockCommitted done -> new Answer.Done(done.request());
            case Reply.PaymentAuthorized done -> new Answer.Done(done.request());
            case Reply.PaymentCaptured done -> new Answer.Done(done.request());
            case Reply.StockReleased undone -> new Answer.Undone(undone.request());
            case Reply.PaymentVoided undone -> new Answer.Undone(undone.request());
            case Reply.StockRejected refused -> new Answer.Refused(refused.request(), stockRefusal(refused));
            case Reply.PaymentDeclined refused -> new Answer.Refused(refused.request(), paymentRefusal(refused));
        };
    }

    private static Refusal stockRefusal(StockRejected reply) {
        String shortages =
                reply.shortages().stream().limit(10).map(Answers::shortage).collect(Collectors.joining("; "));
        return new Refusal(reply.reason().name().toLowerCase(Locale.ROOT), shortages);
    }

    private static String shortage(Shortage line) {
        return "%s: %d wanted, %d available".formatted(line.sku(), line.wanted(), line.available());
    }

    private static Refusal paymentRefusal(Reply.PaymentDeclined reply) {
        return new Refusal(
                "payment_declined",
                "The payment was declined: " + reply.reason().replace('_', ' ') + ".");
    }
}
