package dev.waybill.benchmark.contenders;

import dev.waybill.audit.AuditedSystem;
import dev.waybill.audit.Auditor;
import dev.waybill.audit.Database;
import dev.waybill.benchmark.letters.Databases;
import dev.waybill.benchmark.letters.HeldUpOrders;
import dev.waybill.benchmark.letters.PlantedLetters;
import dev.waybill.benchmark.load.Target;
import dev.waybill.benchmark.scenarios.HeldUp;
import dev.waybill.benchmark.scenarios.Letters;
import dev.waybill.benchmark.scenarios.Outage;
import dev.waybill.benchmark.seeds.Seeds;
import dev.waybill.local.demo.CatalogueArrival;
import dev.waybill.local.demo.DemoProduct;
import dev.waybill.local.demo.Warehouse;
import dev.waybill.local.http.HttpCalls;
import dev.waybill.local.keys.Caller;
import dev.waybill.local.processes.ChildProcess;
import dev.waybill.local.servers.PostgresAddress;
import dev.waybill.local.stack.Service;
import dev.waybill.local.stack.ServiceKind;
import dev.waybill.local.stack.Shard;
import dev.waybill.local.stack.Stack;
import java.io.PrintStream;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What this project makes: three services on sharded databases. */
public final class Waybill implements Contender {
    private static final String TENANT = "bench";
    private static final String CUSTOMER = "somebody";
    private static final long ENOUGH = 1_000_000_000;
    private static final long PRICE = 499;
    private static final String OPEN = """
            SELECT (SELECT count(*) FROM sagas WHERE ended_at IS NULL) + (SELECT count(*) FROM outbox)""";

    private final Stack stack;
    private final String token;

    public Waybill(Stack stack) {
        this.stack = stack;
        this.token = stack.token(new Caller("bench", TENANT, List.of("service", "ops")));
    }

    @Override
    public String name() {
        return "waybill";
    }

    @Override
    public Target target() {
        return Target.of(stack.service(ServiceKind.ORDERS).url(), token);
    }

    @Override
    public Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        for (Service service : stack.services()) {
            ChildProcess process = service.process();
            if (process != null) {
                pids.put(service.name(), process.pid());
            }
        }
        return pids;
    }

    @Override
    public Map<String, String> metrics() {
        Map<String, String> urls = new LinkedHashMap<>();
        for (Service service : stack.services()) {
            if (service.process() != null) {
                urls.put(service.name(), service.managementUrl() + "/q/metrics");
            }
        }
        return urls;
    }

    @Override
    public void stock(List<String> skus) {
        Warehouse warehouse =
                new Warehouse(new HttpCalls(stack.service(ServiceKind.INVENTORY).url(), token));
        warehouse.catalogue(skus.stream()
                .map(sku -> new Warehouse.Product(sku, "A thing called " + sku, PRICE, "GBP", true))
                .toList());
        warehouse.receive(skus.stream()
                .map(sku -> new Warehouse.Receipt("first " + sku, sku, ENOUGH))
                .toList());
        awaitKnown(List.of(skus.getFirst(), skus.getLast()));
    }

    private void awaitKnown(List<String> skus) {
        String customer = stack.token(new Caller(CUSTOMER, TENANT, List.of("customer")));
        HttpCalls orders = new HttpCalls(stack.service(ServiceKind.ORDERS).url(), customer);
        try {
            new CatalogueArrival(orders, CUSTOMER)
                    .await(skus.stream()
                            .map(sku -> new DemoProduct(sku, sku, PRICE, 1))
                            .toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the catalogue was on its way", e);
        }
    }

    @Override
    public long open() {
        PostgresAddress postgres = stack.servers().postgresAddress();
        long open = 0;
        for (Shard shard : stack.shards(ServiceKind.ORDERS)) {
            open += count(postgres, database(shard));
        }
        return open;
    }

    private static String database(Shard shard) {
        return URI.create(shard.url()).getPath().substring(1);
    }

    private static long count(PostgresAddress postgres, String database) {
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(OPEN)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot count the open sagas of " + database + ": " + e.getMessage(), e);
        }
    }

    /** Nobody can reserve stock for a while. */
    public Outage outage() {
        Service inventory = stack.service(ServiceKind.INVENTORY);
        return new Outage() {
            @Override
            public void begin() {
                inventory.stop();
            }

            @Override
            public void end() {
                inventory.start();
            }
        };
    }

    /** Messages that can't be read, for order-service and for inventory-service. */
    public Letters letters(PrintStream progress) {
        List<String> services = Stream.of(ServiceKind.ORDERS, ServiceKind.INVENTORY)
                .map(kind -> stack.service(kind).url())
                .toList();
        return new PlantedLetters(stack.servers().kafkaBootstrap(), services, token, progress);
    }

    /** Orders that stop in the middle of their sagas, in each of the three services. */
    public HeldUp heldUp(PrintStream progress) {
        Map<ServiceKind, List<String>> databases = new EnumMap<>(ServiceKind.class);
        Map<ServiceKind, String> urls = new EnumMap<>(ServiceKind.class);
        for (ServiceKind kind : ServiceKind.values()) {
            databases.put(kind, names(kind));
            urls.put(kind, stack.service(kind).url());
        }
        return new HeldUpOrders(
                new Databases(stack.servers().postgresAddress(), databases),
                urls,
                token,
                new HeldUpOrders.Goods(PRICE, this::stock),
                progress);
    }

    /** Orders of the past, by copying those that customers have placed. */
    public Seeds seeds(PrintStream progress) {
        return new Seeds(
                stack.servers().postgresAddress(),
                names(ServiceKind.ORDERS),
                names(ServiceKind.INVENTORY),
                names(ServiceKind.PAYMENTS),
                progress);
    }

    private List<String> names(ServiceKind kind) {
        return stack.shards(kind).stream().map(Waybill::database).toList();
    }

    @Override
    public List<String> audit() {
        AuditedSystem system = new AuditedSystem(
                databases(ServiceKind.ORDERS),
                databases(ServiceKind.INVENTORY),
                databases(ServiceKind.PAYMENTS),
                stack.servers().kafkaBootstrap());
        return Auditor.judge(system.evidence()).stream().map(String::valueOf).toList();
    }

    private List<Database> databases(ServiceKind kind) {
        return stack.shards(kind).stream()
                .map(shard -> new Database(
                        shard.url() + Seeds.WITHOUT,
                        shard.slots().first(),
                        shard.slots().last()))
                .toList();
    }

    /** The stack is whoever's who started it. */
    @Override
    public void close() {}
}
