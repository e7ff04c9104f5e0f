package dev.waybill.audit;

import dev.waybill.audit.StockBooks.CameBack;
import dev.waybill.audit.StockBooks.Held;
import dev.waybill.audit.StockBooks.Receipt;
import dev.waybill.audit.StockBooks.Sku;
import dev.waybill.audit.StockBooks.Stock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Reads inventory-service's shards. */
final class StockReader {
    private static final String STOCK = "SELECT tenant, sku, available, reserved, received, sold, returned FROM stock";
    private static final String RECEIPTS =
            "SELECT tenant, sku, sum(quantity) AS units FROM receipts GROUP BY tenant, sku";
    private static final String HELD = """
            SELECT r.order_id, r.tenant, r.state, u.sku, u.quantity AS units, coalesce(u.returned, 0) AS returned
            FROM reservations r, unnest(r.skus, r.quantities, r.returned) AS u (sku, quantity, returned)
            WHERE r.state IN ('RESERVED', 'COMMITTED')""";
    private static final String CAME_BACK = """
            SELECT r.saga_id, r.order_id, r.tenant, u.sku, sum(u.quantity) AS units
            FROM stock_returns r, unnest(r.skus, r.quantities) AS u (sku, quantity)
            GROUP BY r.saga_id, r.order_id, r.tenant, u.sku""";

    private StockReader() {}

    static StockBooks read(List<Database> shards) {
        return new StockBooks(
                Database.readAll(shards, STOCK, StockReader::stock),
                Database.readAll(shards, RECEIPTS, row -> new Receipt(sku(row), row.getLong("units"))),
                Database.readAll(
                        shards,
                        HELD,
                        row -> new Held(
                                id(row, "order_id"),
                                sku(row),
                                row.getString("state"),
                                row.getLong("units"),
                                row.getLong("returned"))),
                Database.readAll(
                        shards,
                        CAME_BACK,
                        row -> new CameBack(id(row, "saga_id"), id(row, "order_id"), sku(row), row.getLong("units"))));
    }

    private static Stock stock(ResultSet row) throws SQLException {
        return new Stock(
                sku(row),
                row.getLong("available"),
                row.getLong("reserved"),
                row.getLong("received"),
                row.getLong("sold"),
                row.getLong("returned"));
    }

    private static Sku sku(ResultSet row) throws SQLException {
        return new Sku(row.getString("tenant"), row.getString("sku"));
    }

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }
}
