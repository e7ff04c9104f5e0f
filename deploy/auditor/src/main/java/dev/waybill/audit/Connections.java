package dev.waybill.audit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Connections to databases by their addresses. An audit asks each of eight databases some nine times: to connect anew each time
 * took longer than all the reading. They outlive the one who asked by half a minute, and are then closed.
 */
final class Connections {
    private static final int AT_ONCE = 2;
    private static final int PATIENCE_MS = 3_000;
    private static final int IDLE_MS = 10_000;
    private static final Map<String, HikariDataSource> POOLS = new ConcurrentHashMap<>();

    static {
        // Each is asked whether it is still alive, however lately it was used: tests kill databases.
        System.setProperty("com.zaxxer.hikari.aliveBypassWindowMs", "0");
    }

    private Connections() {}

    /** @param url as {@link Database}'s */
    static Connection to(String url) throws SQLException {
        return POOLS.computeIfAbsent(url, Connections::pool).getConnection();
    }

    private static HikariDataSource pool(String url) {
        URI address = URI.create(url);
        String[] login = address.getUserInfo().split(":", 2);
        String parameters = address.getQuery() == null ? "" : "?" + address.getQuery();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://%s:%d%s%s"
                .formatted(address.getHost(), address.getPort(), address.getPath(), parameters));
        config.setUsername(login[0]);
        config.setPassword(login[1]);
        config.setMaximumPoolSize(AT_ONCE);
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE_MS);
        config.setConnectionTimeout(PATIENCE_MS);
        // Whoever asks is told that a database is away.
        config.setInitializationFailTimeout(-1);
        // A cursor needs a transaction.
        config.setAutoCommit(false);
        return new HikariDataSource(config);
    }
}
