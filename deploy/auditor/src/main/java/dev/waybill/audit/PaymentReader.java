package dev.waybill.audit;

import dev.waybill.audit.PaymentBooks.Payment;
import dev.waybill.audit.PaymentBooks.Refund;
import dev.waybill.audit.PaymentBooks.Transfer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Reads payment-service's shards. */
final class PaymentReader {
    private static final String PAYMENTS =
            "SELECT id, order_id, state, amount, currency, operation, refunded FROM payments";
    private static final String TRANSFERS = """
            SELECT payment_id, order_id, kind, refund_id, debit_account, credit_account, amount, currency FROM transfers""";
    private static final String REFUNDS = "SELECT id, saga_id, payment_id, order_id, state, amount FROM refunds";

    private PaymentReader() {}

    static PaymentBooks read(List<Database> shards) {
        return new PaymentBooks(
                Database.readAll(shards, PAYMENTS, PaymentReader::payment),
                Database.readAll(shards, TRANSFERS, PaymentReader::transfer),
                Database.readAll(shards, REFUNDS, PaymentReader::refund));
    }

    private static Payment payment(ResultSet row) throws SQLException {
        return new Payment(
                id(row, "id"),
                id(row, "order_id"),
                row.getString("state"),
                row.getObject("amount", Long.class),
                row.getString("currency"),
                row.getString("operation"),
                row.getLong("refunded"));
    }

    private static Refund refund(ResultSet row) throws SQLException {
        return new Refund(
                id(row, "id"),
                id(row, "saga_id"),
                id(row, "payment_id"),
                id(row, "order_id"),
                row.getString("state"),
                row.getLong("amount"));
    }

    private static Transfer transfer(ResultSet row) throws SQLException {
        return new Transfer(
                id(row, "payment_id"),
                id(row, "order_id"),
                row.getString("kind"),
                row.getObject("refund_id", UUID.class),
                row.getString("debit_account"),
                row.getString("credit_account"),
                row.getLong("amount"),
                row.getString("currency"));
    }

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }
}
