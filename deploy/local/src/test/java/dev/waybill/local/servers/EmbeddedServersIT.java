package dev.waybill.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class EmbeddedServersIT {
    private final Servers servers = TestServers.shared();

    @Test
    void postgresIsDurable() throws Exception {
        assertThat(show("fsync")).isEqualTo("on");
        assertThat(show("synchronous_commit")).isEqualTo("on");
        assertThat(show("full_page_writes")).isEqualTo("on");
    }

    @Test
    void postgresIsVersion18WithItsStatistics() throws Exception {
        assertThat(show("server_version")).startsWith("18.");
        assertThat(show("wal_compression")).isEqualTo("pglz");
        assertThat(show("shared_preload_libraries")).isEqualTo("pg_stat_statements");
    }

    @Test
    void postgresKeepsWhatAStatementFreed() throws Exception {
        try (Connection connection = servers.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE environment (line text)");
            statement.execute("COPY environment FROM PROGRAM 'env | grep MALLOC_TRIM_THRESHOLD_'");
            try (ResultSet rows = statement.executeQuery("SELECT line FROM environment")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("MALLOC_TRIM_THRESHOLD_=67108864");
            }
        }
    }

    @Test
    void aDatabaseIsMadeOnce() {
        assertThat(servers.createDatabase("made_once"))
                .isEqualTo(servers.createDatabase("made_once"))
                .matches("postgresql://waybill:waybill@.+:\\d+/made_once");
    }

    @Test
    void kafkaHasTopicsThatWereDeclared() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafkaBootstrap()))) {
            admin.createTopics(List.of(new NewTopic("declared", 3, (short) 1)))
                    .all()
                    .get();
            assertThat(admin.listTopics().names().get()).contains("declared");
        }
    }

    @Test
    void redisAnswers() throws Exception {
        URI url = URI.create(servers.redisUrl());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write("CONFIG GET maxmemory\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(34);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).contains("134217728");
        }
    }

    private String show(String setting) throws Exception {
        try (Connection connection = servers.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
