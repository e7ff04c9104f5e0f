package dev.waybill.benchmark.textbook;

import dev.waybill.benchmark.shop.NewOrder;
import dev.waybill.benchmark.shop.OrderTables;
import dev.waybill.benchmark.shop.Shop.OrderView;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Carries an order through: reserve, authorize, confirm, then capture and commit the stock beside each other; a refusal
 * releases what is reserved and rejects the order.
 */
final class OrderSaga implements Inbox.Handler {
    static final String TABLES = """
            CREATE TABLE sagas (
              order_id   uuid        PRIMARY KEY,
              state      text        NOT NULL,
              awaited    integer     NOT NULL,
              reason     text,
              started_at timestamptz NOT NULL DEFAULT now(),
              updated_at timestamptz NOT NULL DEFAULT now(),
              ended_at   timestamptz
            ) WITH (fillfactor = 60);
            CREATE INDEX open_sagas ON sagas (order_id) WHERE ended_at IS NULL;
            """;
    private static final String BEGIN = "INSERT INTO sagas (order_id, state, awaited) VALUES (?, 'RESERVING', 1)";
    private static final String LOCK = """
            SELECT s.order_id, s.state, s.awaited, s.reason, o.total, o.currency, o.payment_token
            FROM sagas s JOIN orders o ON o.id = s.order_id
            WHERE s.order_id = ?
            FOR UPDATE OF s
            """;
    private static final String SAVE = """
            UPDATE sagas
            SET state = ?, awaited = ?, reason = ?, updated_at = now(), ended_at = CASE WHEN ? THEN now() END
            WHERE order_id = ?
            """;
    private static final String OPEN = "SELECT count(*) FROM sagas WHERE ended_at IS NULL";

    private enum State {
        RESERVING,
        AUTHORIZING,
        RELEASING,
        CLOSING,
        CLOSED
    }

    /** A saga under its lock, with what it needs to know of its order. */
    private record Saga(
            UUID order, State state, int awaited, @Nullable String reason, long total, String currency, String token) {
        Saga next(State next, int awaits) {
            return new Saga(order, next, awaits, reason, total, currency, token);
        }

        Saga because(@Nullable String refusal) {
            return new Saga(order, state, awaited, refusal, total, currency, token);
        }

        Saga in(State expected) {
            if (state != expected) {
                throw new IllegalStateException(this + " should be " + expected);
            }
            return this;
        }
    }

    /** Stores an order and begins its saga; returns the order that the same key has made before, if any. */
    static Optional<UUID> begin(Connection connection, NewOrder order) throws SQLException {
        Optional<UUID> before = OrderTables.insert(connection, order);
        if (before.isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
                statement.setObject(1, order.id());
                statement.executeUpdate();
            }
            Outbox.add(
                    connection,
                    List.of(
                            Message.of(MessageType.ORDER_PLACED, order.id()),
                            Message.reserve(order.id(), order.units())));
        }
        return before;
    }

    @Override
    public List<Message> handle(Connection connection, Message reply) throws SQLException {
        Saga saga = lock(connection, reply.order());
        return switch (reply.type()) {
            case STOCK_RESERVED -> authorize(connection, saga.in(State.RESERVING));
            case STOCK_REFUSED -> reject(connection, saga.in(State.RESERVING).because(reply.reason()));
            case PAYMENT_AUTHORIZED -> confirm(connection, saga.in(State.AUTHORIZING));
            case PAYMENT_DECLINED ->
                release(connection, saga.in(State.AUTHORIZING).because(reply.reason()));
            case STOCK_RELEASED -> reject(connection, saga.in(State.RELEASING));
            case STOCK_COMMITTED, PAYMENT_CAPTURED -> close(connection, saga.in(State.CLOSING));
            default -> throw new IllegalArgumentException(reply + " is no reply");
        };
    }

    private static List<Message> authorize(Connection connection, Saga saga) throws SQLException {
        save(connection, saga.next(State.AUTHORIZING, 1));
        return List.of(Message.authorize(saga.order(), saga.total(), saga.currency(), saga.token()));
    }

    private static List<Message> confirm(Connection connection, Saga saga) throws SQLException {
        save(connection, saga.next(State.CLOSING, 2));
        OrderTables.decide(connection, new OrderView(saga.order(), "CONFIRMED", null));
        return List.of(
                Message.of(MessageType.ORDER_CONFIRMED, saga.order()),
                Message.of(MessageType.CAPTURE_PAYMENT, saga.order()),
                Message.of(MessageType.COMMIT_STOCK, saga.order()));
    }

    private static List<Message> release(Connection connection, Saga saga) throws SQLException {
        save(connection, saga.next(State.RELEASING, 1));
        return List.of(Message.of(MessageType.RELEASE_STOCK, saga.order()));
    }

    private static List<Message> reject(Connection connection, Saga saga) throws SQLException {
        save(connection, saga.next(State.CLOSED, 0));
        OrderTables.decide(connection, new OrderView(saga.order(), "REJECTED", saga.reason()));
        return List.of(Message.because(MessageType.ORDER_REJECTED, saga.order(), saga.reason()));
    }

    private static List<Message> close(Connection connection, Saga saga) throws SQLException {
        int left = saga.awaited() - 1;
        save(connection, saga.next(left == 0 ? State.CLOSED : State.CLOSING, left));
        return List.of();
    }

    private static Saga lock(Connection connection, UUID order) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setObject(1, order);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return new Saga(
                        rows.getObject(1, UUID.class),
                        State.valueOf(rows.getString(2)),
                        rows.getInt(3),
                        rows.getString(4),
                        rows.getLong(5),
                        rows.getString(6),
                        rows.getString(7));
            }
        }
    }

    private static void save(Connection connection, Saga saga) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SAVE)) {
            statement.setString(1, saga.state().name());
            statement.setInt(2, saga.awaited());
            statement.setString(3, saga.reason());
            statement.setBoolean(4, saga.state() == State.CLOSED);
            statement.setObject(5, saga.order());
            statement.executeUpdate();
        }
    }

    static long open(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OPEN);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
