package dev.waybill.benchmark.letters;

import dev.waybill.local.servers.PostgresAddress;
import dev.waybill.local.stack.ServiceKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The services' databases, as somebody sees them who goes to them behind the services' backs. */
public final class Databases {
    private static final String CONFIRMED = "SELECT count(*) FROM orders WHERE id = ANY(?) AND state = 'CONFIRMED'";

    private final PostgresAddress postgres;
    private final Map<ServiceKind, List<String>> names;

    /** @param names of each service's shards */
    public Databases(PostgresAddress postgres, Map<ServiceKind, List<String>> names) {
        this.postgres = postgres;
        this.names = Map.copyOf(names);
    }

    /** Rules are the same everywhere: nobody knows beforehand on which shard an order will be. */
    void impose(Rule rule, long price) {
        execute(rule.service(), rule.impose(price));
    }

    void lift(Rule rule) {
        execute(rule.service(), rule.lift());
    }

    /** How many of these orders are confirmed. */
    long confirmed(Collection<UUID> orders) {
        return of(ServiceKind.ORDERS).stream()
                .mapToLong(database -> confirmed(database, orders))
                .sum();
    }

    private long confirmed(String database, Collection<UUID> orders) {
        try (Connection connection = postgres.connect(database);
                PreparedStatement statement = connection.prepareStatement(CONFIRMED)) {
            statement.setArray(1, connection.createArrayOf("uuid", orders.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot count orders of " + database + ": " + e.getMessage(), e);
        }
    }

    private void execute(ServiceKind service, String sql) {
        for (String database : of(service)) {
            try (Connection connection = postgres.connect(database);
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException("%s refuses \"%s\": %s".formatted(database, sql, e.getMessage()), e);
            }
        }
    }

    private List<String> of(ServiceKind service) {
        return names.getOrDefault(service, List.of());
    }
}
