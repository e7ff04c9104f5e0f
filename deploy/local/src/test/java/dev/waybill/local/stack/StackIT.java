package dev.waybill.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.local.processes.ChildProcess;
import dev.waybill.local.processes.Daemon;
import dev.waybill.local.servers.ServerSizes;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(300)
class StackIT {
    private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();
    private final Progress progress = new Progress() {
        @Override
        public void note(String line) {
            notes.add(line);
        }
    };

    private StackOptions options;
    private Stack stack;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Path home = FakeHome.in(folder.resolve("home"));
        options = new StackOptions(
                home,
                folder.resolve("data"),
                StackOptions.ServicePorts.FREE,
                StackOptions.Shards.USUAL.withLastOrdersOnOwnServer(),
                ServerSizes.SMALL,
                ExternalServers.NONE,
                false);
        stack = Stack.in(options, progress);
        stack.start();
    }

    @AfterAll
    void close() {
        stack.close();
    }

    @Test
    @Order(1)
    void everyShardHasItsDatabaseAndSlots() throws SQLException {
        assertThat(stack.shards(ServiceKind.ORDERS)).hasSize(4);
        assertThat(stack.shards(ServiceKind.INVENTORY))
                .extracting(shard -> shard.slots().toString())
                .containsExactly("0-2047", "2048-4095");
        try (Connection connection = stack.servers().connect("payments_1")) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    @Order(1)
    void theLastOrderShardIsOnItsOwnServer() {
        int port = stack.ownServerOfLastOrders().orElseThrow().port();
        assertThat(stack.shards(ServiceKind.ORDERS))
                .filteredOn(shard -> shard.url().contains(":" + port + "/"))
                .extracting(shard -> shard.slots().first())
                .containsExactly(3072);
    }

    @Test
    @Order(2)
    void aSecondStackInTheSameFolderIsRefused() {
        assertThatThrownBy(() -> Stack.in(options, Progress.NONE))
                .isInstanceOf(AlreadyRunning.class)
                .hasMessageContaining("already runs");
    }

    @Test
    @Order(3)
    void aServiceThatWasKilledComesBack() throws InterruptedException {
        comesBack(stack.service(ServiceKind.PAYMENTS));
    }

    @Test
    @Order(3)
    void postgresThatWasKilledComesBackWithItsData() throws Exception {
        execute("CREATE TABLE kept (id int)");
        comesBack(stack.embedded().postgresServer());
        execute("INSERT INTO kept VALUES (1)");
    }

    @Test
    @Order(3)
    void whatIsStoppedOnPurposeStaysDown() {
        Daemon redis = stack.embedded().redisServer();
        redis.stop();
        assertThat(stack.servers().redisUrl()).startsWith("redis://");
        assertThat(redis.process()).isNull();
        redis.start();
        assertThat(pid(redis)).isPositive();
    }

    @Test
    @Order(4)
    void aSecondReplicaHasPortsOfItsOwn() {
        Service second = stack.addReplica(ServiceKind.INVENTORY);
        assertThat(second.name()).isEqualTo("inventory-service-2");
        assertThat(second.port())
                .isNotEqualTo(stack.service(ServiceKind.INVENTORY).port());
        assertThat(second.process()).isNotNull();
    }

    @Test
    @Order(5)
    void afterAStopTheSameFolderHasTheSameDataAndPorts() throws Exception {
        execute("CREATE TABLE remembered (id int)");
        int port = stack.service(ServiceKind.ORDERS).port();
        List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
        stack.close();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(options.folder().resolve("lock")).doesNotExist();
        stack = Stack.start(options);
        assertThat(stack.service(ServiceKind.ORDERS).port()).isEqualTo(port);
        execute("INSERT INTO remembered VALUES (1)");
    }

    @Test
    @Order(6)
    void freshForgetsEverything() throws Exception {
        stack.close();
        stack = Stack.start(options.fromNothing());
        execute("CREATE TABLE remembered (id int)");
    }

    private void comesBack(Daemon daemon) throws InterruptedException {
        notes.clear();
        long before = pid(daemon);
        ProcessHandle.of(before).orElseThrow().destroyForcibly();
        assertThat(notes.poll(60, TimeUnit.SECONDS)).startsWith(daemon.name() + " ended with code 137");
        assertThat(notes.poll(120, TimeUnit.SECONDS)).isEqualTo(daemon.name() + " is back");
        assertThat(pid(daemon)).isNotEqualTo(before);
    }

    private static long pid(Daemon daemon) {
        ChildProcess process = daemon.process();
        return Objects.requireNonNull(process).pid();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = stack.servers().connect("orders_0");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
