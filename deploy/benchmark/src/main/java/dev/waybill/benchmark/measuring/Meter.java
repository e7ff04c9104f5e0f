package dev.waybill.benchmark.measuring;

import dev.waybill.local.servers.PostgresAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/** Reads the counters of the servers and of the processes. */
public final class Meter implements AutoCloseable {
    /** The name under which this process, which plays the customers, is counted. */
    public static final String CUSTOMERS = "customers";

    /** A session tells its counters a second after it could at the latest, while it is busy. */
    private static final String COMMITS = """
            SELECT sum(xact_commit), (SELECT sum(calls) FROM pg_stat_statements),
                   pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')
            FROM pg_stat_database""";

    private final PostgresAddress postgres;
    private final Supplier<Map<String, Long>> pids;
    private final Topics topics;

    /**
     * @param pids of all processes that are to be counted, by name
     */
    public Meter(PostgresAddress postgres, String kafka, Supplier<Map<String, Long>> pids) {
        this.postgres = postgres;
        this.pids = pids;
        this.topics = new Topics(Admin.create(Map.of("bootstrap.servers", kafka)));
        execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
    }

    public Usage read() {
        Map<String, Double> cpu = new LinkedHashMap<>();
        pids.get().forEach((name, pid) -> cpu.put(name, Cpu.seconds(pid)));
        cpu.put(CUSTOMERS, Cpu.own());
        Topics.Held held = topics.read();
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COMMITS)) {
            row.next();
            return new Usage(cpu, row.getDouble(2), row.getDouble(1), row.getDouble(3), held.messages(), held.bytes());
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read Postgres' counters: " + e.getMessage(), e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Postgres refuses \"%s\": %s".formatted(sql, e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        topics.close();
    }
}
