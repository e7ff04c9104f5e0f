package dev.waybill.benchmark.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Payments and their ledger, as both contenders keep them. Amounts are in minor units. */
public final class PaymentTables {
    public static final String TABLES = """
            CREATE TABLE payments (
              order_id       uuid        PRIMARY KEY,
              amount         bigint      NOT NULL,
              currency       text        NOT NULL,
              payment_token  text        NOT NULL,
              state          text        NOT NULL CHECK (state IN ('AUTHORIZED', 'DECLINED', 'CAPTURED')),
              decline_reason text,
              created_at     timestamptz NOT NULL DEFAULT now(),
              updated_at     timestamptz NOT NULL DEFAULT now()
            ) WITH (fillfactor = 80);
            CREATE TABLE transfers (
              id             uuid        PRIMARY KEY,
              order_id       uuid        NOT NULL REFERENCES payments,
              kind           text        NOT NULL,
              debit_account  text        NOT NULL,
              credit_account text        NOT NULL,
              amount         bigint      NOT NULL CHECK (amount > 0),
              currency       text        NOT NULL,
              created_at     timestamptz NOT NULL DEFAULT now(),
              UNIQUE (order_id, kind)
            );
            """;
    private static final String INSERT = """
            INSERT INTO payments (order_id, amount, currency, payment_token, state, decline_reason)
            VALUES (?, ?, ?, ?, ?, ?)""";
    private static final String CAPTURE = """
            UPDATE payments SET state = 'CAPTURED', updated_at = now() WHERE order_id = ? AND state = 'AUTHORIZED'
            RETURNING amount, currency
            """;
    private static final String TRANSFER = """
            INSERT INTO transfers (id, order_id, kind, debit_account, credit_account, amount, currency)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";

    private PaymentTables() {}

    /** Asks the bank, and returns why it refuses, if it does. */
    public static Optional<String> authorize(
            Connection connection, UUID order, long amount, String currency, String token) throws SQLException {
        Optional<String> refusal = Bank.refusal(token);
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, order);
            statement.setLong(2, amount);
            statement.setString(3, currency);
            statement.setString(4, token);
            statement.setString(5, refusal.isEmpty() ? "AUTHORIZED" : "DECLINED");
            statement.setString(6, refusal.orElse(null));
            statement.executeUpdate();
        }
        if (refusal.isEmpty()) {
            transfer(connection, order, "AUTHORIZE", "customer", "authorized", amount, currency);
        }
        return refusal;
    }

    /** Takes the money that is held; does nothing if none is held any more. */
    public static void capture(Connection connection, UUID order) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CAPTURE)) {
            statement.setObject(1, order);
            try (ResultSet rows = statement.executeQuery()) {
                if (rows.next()) {
                    transfer(
                            connection, order, "CAPTURE", "authorized", "merchant", rows.getLong(1), rows.getString(2));
                }
            }
        }
    }

    private static void transfer(
            Connection connection, UUID order, String kind, String debit, String credit, long amount, String currency)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TRANSFER)) {
            statement.setObject(1, TimeOrderedId.next());
            statement.setObject(2, order);
            statement.setString(3, kind);
            statement.setString(4, debit);
            statement.setString(5, credit);
            statement.setLong(6, amount);
            statement.setString(7, currency);
            statement.executeUpdate();
        }
    }
}
