package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.audit.AuditedSystem;
import dev.waybill.audit.Auditor;
import dev.waybill.audit.Database;
import dev.waybill.audit.Violation;
import dev.waybill.local.processes.Daemon;
import dev.waybill.local.servers.ServerSizes;
import dev.waybill.local.stack.Service;
import dev.waybill.local.stack.ServiceKind;
import dev.waybill.local.stack.Shard;
import dev.waybill.local.stack.Stack;
import dev.waybill.local.stack.StackOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;

/** The whole system on free ports, with its last order shard on a Postgres of its own. Its logs stay in {@code target}. */
final class RunningSystem implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final StackOptions OPTIONS = StackOptions.of(Path.of("../..").normalize())
            .apart(Path.of("target", "system"))
            .withSizes(ServerSizes.SMALL)
            .withShards(StackOptions.Shards.USUAL.withLastOrdersOnOwnServer());

    private final AtomicInteger shops = new AtomicInteger();
    private Stack stack;

    private RunningSystem(Stack stack) {
        this.stack = stack;
    }

    static RunningSystem start() {
        return new RunningSystem(Stack.start(OPTIONS.fromNothing()));
    }

    /** Stops everything as Ctrl-C does, and starts it again on what it left. */
    void restart() {
        stack.close();
        stack = Stack.start(OPTIONS);
    }

    Stack stack() {
        return stack;
    }

    Service service(ServiceKind kind) {
        return stack.service(kind);
    }

    /** A tenant that nobody has used yet. */
    Shop newShop() {
        return new Shop(this, "shop-" + shops.incrementAndGet());
    }

    /** Waits until nothing is under way, and then looks at everything. */
    void audit() {
        audit(PATIENCE);
    }

    void audit(Duration patience) {
        AuditedSystem audited = audited();
        try {
            await().atMost(patience).pollInterval(Duration.ofMillis(250)).until(() -> audited.underWay() == 0);
        } catch (ConditionTimeoutException stuck) {
            // What is stuck is found below, by name.
        }
        List<Violation> found = Auditor.judge(audited.evidence());
        assertThat(found.stream().limit(20)).as("%d violations", found.size()).isEmpty();
    }

    private AuditedSystem audited() {
        return new AuditedSystem(
                databases(ServiceKind.ORDERS),
                databases(ServiceKind.INVENTORY),
                databases(ServiceKind.PAYMENTS),
                stack.servers().kafkaBootstrap());
    }

    /** How many orders of a tenant are in which state. */
    Map<String, Long> orders(String tenant) {
        return count("SELECT state, count(*) FROM orders WHERE tenant = '%s' GROUP BY state".formatted(tenant));
    }

    /** How many cancels and returns a tenant's orders have. */
    Map<String, Long> reversals(String tenant) {
        return count("SELECT kind, count(*) FROM reversals WHERE tenant = '%s' GROUP BY kind".formatted(tenant));
    }

    private Map<String, Long> count(String sql) {
        Map<String, Long> counts = new TreeMap<>();
        for (Database shard : databases(ServiceKind.ORDERS)) {
            shard.read(sql, row -> counts.merge(row.getString(1), row.getLong(2), Long::sum));
        }
        return counts;
    }

    /** All that can be killed and started again, but for Redis, which nobody needs. */
    List<Daemon> daemons() {
        List<Daemon> daemons = new ArrayList<>(stack.services());
        daemons.add(stack.embedded().kafkaServer());
        daemons.add(stack.embedded().postgresServer());
        stack.ownServerOfLastOrders().ifPresent(daemons::add);
        return daemons;
    }

    List<Database> databases(ServiceKind kind) {
        return stack.shards(kind).stream().map(RunningSystem::database).toList();
    }

    private static Database database(Shard shard) {
        return new Database(shard.url(), shard.slots().first(), shard.slots().last());
    }

    @Override
    public void close() {
        stack.close();
    }
}
