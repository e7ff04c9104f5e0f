package dev.waybill.audit;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One shard's database.
 *
 * @param url {@code postgresql://user:password@host:port/database}, and what else the connection needs behind a {@code ?}
 * @param firstSlot of the slots that it owns
 * @param lastSlot included
 */
public record Database(String url, int firstSlot, int lastSlot) {
    private static final int ROWS_AT_ONCE = 5_000;

    /** Makes a fact of the row that the cursor is on. */
    public interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** All rows of all databases, one after the other. */
    static <T> List<T> readAll(List<Database> databases, String sql, Reading<T> reading) {
        List<T> all = new ArrayList<>();
        databases.forEach(database -> all.addAll(database.read(sql, reading)));
        return all;
    }

    public <T> List<T> read(String sql, Reading<T> reading) {
        try (Connection connection = Connections.to(url);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            // A cursor: the driver would otherwise hold all rows before the first is read.
            statement.setFetchSize(ROWS_AT_ONCE);
            return readAll(statement, reading);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read " + name() + ": " + e.getMessage(), e);
        }
    }

    private static <T> List<T> readAll(PreparedStatement statement, Reading<T> reading) throws SQLException {
        List<T> all = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                all.add(reading.read(rows));
            }
        }
        return all;
    }

    String name() {
        return URI.create(url).getPath().substring(1);
    }

    /** Whether it owns the slot that an order's id carries in the twelve bits after its version. */
    boolean owns(UUID id) {
        long slot = id.getMostSignificantBits() & 0xFFF;
        return slot >= firstSlot && slot <= lastSlot;
    }
}
