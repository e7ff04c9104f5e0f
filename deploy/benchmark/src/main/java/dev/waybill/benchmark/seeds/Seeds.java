package dev.waybill.benchmark.seeds;

import dev.waybill.local.servers.PostgresAddress;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Fills the databases with orders of another tenant: closed orders that customers have really placed, copied by SQL with
 * everything that belongs to them in all three services, under ids of an earlier time.
 */
public final class Seeds {

    /** Whose they are: the auditor, who looks for each order's events, leaves this tenant's out. */
    static final String TENANT = "seed";

    /** Parameters for a connection that shall not see them. */
    public static final String WITHOUT = "?currentSchema=audited,public";

    private static final int AT_ONCE = 20_000;
    private static final int PATTERNS = 10_000;

    private static final String CLOSED = """
            SELECT o.id FROM orders o JOIN sagas s ON s.id = o.id
            WHERE o.tenant <> 'seed' AND s.ended_at IS NOT NULL AND NOT EXISTS (SELECT FROM reversals r WHERE r.order_id = o.id)
            ORDER BY o.id DESC LIMIT ?
            """;

    /** What the copied reservations have taken away was received before. */
    private static final String SHELVES = """
            INSERT INTO products SELECT 'seed', sku, name, price, currency, active, version, created_at, updated_at
            FROM products WHERE tenant <> 'seed' ON CONFLICT DO NOTHING;
            DELETE FROM receipts WHERE tenant = 'seed';
            INSERT INTO stock (tenant, sku, received, sold)
            SELECT 'seed', u.sku, sum(u.quantity), sum(u.quantity)
            FROM reservations r, unnest(r.skus, r.quantities) AS u (sku, quantity)
            WHERE r.tenant = 'seed' AND r.state = 'COMMITTED' GROUP BY u.sku
            ON CONFLICT (tenant, sku) DO UPDATE SET received = excluded.received, sold = excluded.sold;
            INSERT INTO receipts (tenant, receipt_id, sku, quantity, received_at)
            SELECT 'seed', 'seed ' || sku, sku, received, now() FROM stock WHERE tenant = 'seed'
            """;

    /** Tables without them, under the same names, for one who puts this schema first. */
    private static final String VIEWS = """
            DO $$
            DECLARE
              with_tenant text;
            BEGIN
              CREATE SCHEMA IF NOT EXISTS audited;
              FOR with_tenant IN
                SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'tenant'
              LOOP
                EXECUTE format('CREATE OR REPLACE VIEW audited.%1$I AS SELECT * FROM public.%1$I WHERE tenant <> %2$L',
                               with_tenant, 'seed');
              END LOOP;
              IF to_regclass('public.order_items') IS NOT NULL THEN
                CREATE OR REPLACE VIEW audited.order_items AS SELECT * FROM public.order_items
                WHERE order_id IN (SELECT id FROM public.orders WHERE tenant <> 'seed');
              END IF;
            END $$
            """;

    private final PostgresAddress postgres;
    private final PrintStream progress;
    private final Map<String, List<Copies>> copies = new LinkedHashMap<>();
    private final List<String> orderShards;
    private final List<String> inventoryShards;
    private final List<UUID> patterns = new ArrayList<>();
    private long copiesOfEach;

    /** The shards by the names of their databases. */
    public Seeds(
            PostgresAddress postgres,
            List<String> orders,
            List<String> inventory,
            List<String> payments,
            PrintStream progress) {
        this.postgres = postgres;
        this.progress = progress;
        this.orderShards = orders;
        this.inventoryShards = inventory;
        orders.forEach(shard -> copies.put(
                shard, List.of(Copies.ofOrders("orders"), Copies.ofLines("order_items"), Copies.ofOrders("sagas"))));
        inventory.forEach(shard -> copies.put(shard, List.of(Copies.ofRequests("reservations"))));
        payments.forEach(
                shard -> copies.put(shard, List.of(Copies.ofRequests("payments"), Copies.ofRequests("transfers"))));
    }

    /**
     * Copies until there are about so many orders more than customers have placed, and lets the databases come to rest.
     *
     * @throws IllegalStateException if nobody has placed an order yet
     */
    public void grow(long orders) {
        try {
            copyUntil(orders);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot seed orders: " + e.getMessage(), e);
        }
    }

    private void copyUntil(long orders) throws SQLException {
        long begun = System.nanoTime();
        List<UUID> patterns = patterns();
        long last = Math.max(copiesOfEach, orders / patterns.size());
        int step = Math.max(1, AT_ONCE / patterns.size());
        for (long first = copiesOfEach + 1; first <= last; first += step) {
            copy(patterns, first, Math.min(last, first + step - 1));
            tell("%,d of %,d orders seeded".formatted(first * patterns.size(), orders));
        }
        copiesOfEach = last;
        settle();
        progress.printf(
                "%,d orders seeded in %,d s; the databases have %,d MB%n",
                last * patterns.size(), (System.nanoTime() - begun) / 1_000_000_000, megabytes());
    }

    private void tell(String line) {
        progress.print("\r" + line);
        progress.flush();
    }

    /** The same for all sizes, so that a copy's number says which copies there are. */
    private List<UUID> patterns() throws SQLException {
        if (patterns.isEmpty()) {
            for (String shard : orderShards) {
                try (Connection connection = postgres.connect(shard);
                        PreparedStatement statement = connection.prepareStatement(CLOSED)) {
                    statement.setInt(1, PATTERNS / orderShards.size());
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            patterns.add(rows.getObject(1, UUID.class));
                        }
                    }
                }
            }
        }
        if (patterns.isEmpty()) {
            throw new IllegalStateException("nobody has placed an order that could be copied");
        }
        return patterns;
    }

    private void copy(List<UUID> patterns, long first, long last) throws SQLException {
        for (Map.Entry<String, List<Copies>> shard : copies.entrySet()) {
            try (Connection connection = postgres.connect(shard.getKey())) {
                execute(connection, Copies.EARLIER);
                for (Copies table : shard.getValue()) {
                    copy(connection, table, patterns, first, last);
                }
            }
        }
    }

    private static void copy(Connection connection, Copies table, List<UUID> patterns, long first, long last)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table.sql(connection))) {
            statement.setLong(1, first);
            statement.setLong(2, last);
            statement.setArray(3, connection.createArrayOf("uuid", patterns.toArray()));
            statement.execute();
        }
    }

    /** What the databases would do about so many new rows by and by is done before anything is measured. */
    private void settle() throws SQLException {
        for (String shard : inventoryShards) {
            try (Connection connection = postgres.connect(shard)) {
                execute(connection, SHELVES);
            }
        }
        for (String shard : copies.keySet()) {
            tell("vacuuming %s          ".formatted(shard));
            try (Connection connection = postgres.connect(shard)) {
                execute(connection, VIEWS);
                execute(connection, "VACUUM (ANALYZE)");
                execute(connection, "CHECKPOINT");
            }
        }
        tell("");
    }

    private long megabytes() throws SQLException {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT sum(pg_database_size(oid))::bigint >> 20 FROM pg_database")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
