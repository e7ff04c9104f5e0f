package dev.waybill.benchmark.textbook;

import dev.waybill.benchmark.shop.PaymentTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Does what sagas want of the money. */
final class Payments implements Inbox.Handler {

    @Override
    public List<Message> handle(Connection connection, Message message) throws SQLException {
        return switch (message.type()) {
            case AUTHORIZE_PAYMENT -> authorize(connection, message);
            case CAPTURE_PAYMENT -> {
                PaymentTables.capture(connection, message.order());
                yield List.of(Message.of(MessageType.PAYMENT_CAPTURED, message.order()));
            }
            default -> throw new IllegalArgumentException(message + " is not for payments");
        };
    }

    private static List<Message> authorize(Connection connection, Message message) throws SQLException {
        Optional<String> refusal = PaymentTables.authorize(
                connection,
                message.order(),
                message.amount(),
                Objects.requireNonNull(message.currency(), "currency"),
                Objects.requireNonNull(message.token(), "token"));
        return List.of(refusal.map(reason -> Message.because(MessageType.PAYMENT_DECLINED, message.order(), reason))
                .orElseGet(() -> Message.of(MessageType.PAYMENT_AUTHORIZED, message.order())));
    }
}
