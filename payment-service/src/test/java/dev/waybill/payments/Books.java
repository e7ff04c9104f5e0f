package dev.waybill.payments;

import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.RoutedId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the databases say of an order, read past the service. */
final class Books {
    private Books() {}

    /** The order's transfers, one line each. */
    static List<String> of(AnOrder order) throws SQLException {
        return ask(order, """
                SELECT kind || ' ' || debit_account || '>' || credit_account || ' ' || amount || ' ' || currency
                FROM transfers WHERE order_id = ? ORDER BY created_at, kind, amount
                """);
    }

    static String state(AnOrder order) throws SQLException {
        return String.join(", ", ask(order, "SELECT state FROM payments WHERE order_id = ?"));
    }

    static String refunded(AnOrder order) throws SQLException {
        return String.join(", ", ask(order, "SELECT refunded FROM payments WHERE order_id = ?"));
    }

    /** What Postgres says against a statement; empty if nothing. */
    static String complaint(String database, String sql) {
        try (Connection connection = TestServers.shared().connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return "";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static List<String> ask(AnOrder order, String sql) throws SQLException {
        String database = "payments_" + (RoutedId.slotOf(order.id()) < 2048 ? 0 : 1);
        try (Connection connection = TestServers.shared().connect(database);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, order.id());
            ResultSet rows = statement.executeQuery();
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines;
        }
    }
}
