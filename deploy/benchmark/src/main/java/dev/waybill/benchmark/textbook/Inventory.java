package dev.waybill.benchmark.textbook;

import dev.waybill.benchmark.shop.StockTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Does what sagas want of the stock. */
final class Inventory implements Inbox.Handler {

    @Override
    public List<Message> handle(Connection connection, Message message) throws SQLException {
        UUID order = message.order();
        return switch (message.type()) {
            case RESERVE_STOCK -> reserve(connection, message);
            case RELEASE_STOCK -> {
                StockTables.release(connection, order);
                yield List.of(Message.of(MessageType.STOCK_RELEASED, order));
            }
            case COMMIT_STOCK -> {
                StockTables.commit(connection, order);
                yield List.of(Message.of(MessageType.STOCK_COMMITTED, order));
            }
            default -> throw new IllegalArgumentException(message + " is not for inventory");
        };
    }

    private static List<Message> reserve(Connection connection, Message message) throws SQLException {
        boolean reserved =
                StockTables.reserve(connection, message.order(), Objects.requireNonNull(message.units(), "units"));
        return List.of(
                reserved
                        ? Message.of(MessageType.STOCK_RESERVED, message.order())
                        : Message.because(MessageType.STOCK_REFUSED, message.order(), StockTables.OUT_OF_STOCK));
    }
}
