package dev.waybill.checkout;

import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Reply.StockRejected;
import dev.waybill.contracts.Shortage;
import dev.waybill.sagas.Answer;
import dev.waybill.sagas.Happening;
import dev.waybill.sagas.Refusal;
import java.util.Locale;
import java.util.stream.Collectors;

/** What each reply means to a saga. */
public final class Happenings {
    private Happenings() {}

    public static Happening of(Reply reply) {
        return switch (reply) {
            case Reply.StockReserved done -> done(done);
            case Reply.StockCommitted done -> done(done);
            case Reply.StockReturned done -> done(done);
            case Reply.PaymentAuthorized done -> done(done);
            case Reply.PaymentCaptured done -> done(done);
            case Reply.PaymentRefunded done -> done(done);
            case Reply.StockReleased undone -> undone(undone);
            case Reply.PaymentVoided undone -> undone(undone);
            case Reply.StockRejected refused -> refused(refused, stockRefusal(refused));
            case Reply.PaymentDeclined refused -> refused(refused, paymentRefusal(refused));
            case Reply.ReservationExpired question -> new Happening.Questioned(question.request());
        };
    }

    private static Happening done(Reply reply) {
        return new Happening.Answered(new Answer.Done(reply.request()));
    }

    private static Happening undone(Reply reply) {
        return new Happening.Answered(new Answer.Undone(reply.request()));
    }

    private static Happening refused(Reply reply, Refusal why) {
        return new Happening.Answered(new Answer.Refused(reply.request(), why));
    }

    private static Refusal stockRefusal(StockRejected reply) {
        String shortages =
                reply.shortages().stream().limit(10).map(Happenings::shortage).collect(Collectors.joining("; "));
        return Refusal.refused(reply.reason().name().toLowerCase(Locale.ROOT), shortages);
    }

    private static String shortage(Shortage line) {
        return "%s: %d wanted, %d available".formatted(line.sku(), line.wanted(), line.available());
    }

    private static Refusal paymentRefusal(Reply.PaymentDeclined reply) {
        return Refusal.refused(
                "payment_declined",
                "The payment was declined: " + reply.reason().replace('_', ' ') + ".");
    }
}
