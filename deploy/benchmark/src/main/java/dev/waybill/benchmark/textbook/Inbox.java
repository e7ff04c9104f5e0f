package dev.waybill.benchmark.textbook;

import dev.waybill.benchmark.shop.ShopDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Takes each message once, in one transaction with what it does and with what is said in return. */
final class Inbox {
    static final String TABLE = """
            CREATE TABLE processed_messages (
              id           uuid        PRIMARY KEY,
              processed_at timestamptz NOT NULL DEFAULT now()
            );
            """;
    private static final String CLAIM = "INSERT INTO processed_messages (id) VALUES (?) ON CONFLICT DO NOTHING";

    private final ShopDatabase database;
    private final Handler handler;

    Inbox(ShopDatabase database, Handler handler) {
        this.database = database;
        this.handler = handler;
    }

    /** What a component does with a message. */
    interface Handler {
        /** Returns what is to be said. */
        List<Message> handle(Connection connection, Message message) throws SQLException;
    }

    /** Returns what was said, when it is committed; nothing for a repeat. */
    List<Message> take(Message message) throws SQLException {
        return database.inTransaction(connection -> {
            if (!isNew(connection, message)) {
                return List.of();
            }
            List<Message> said = handler.handle(connection, message);
            Outbox.add(connection, said);
            return said;
        });
    }

    private static boolean isNew(Connection connection, Message message) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setObject(1, message.id());
            return statement.executeUpdate() == 1;
        }
    }
}
