package dev.waybill.benchmark;

import dev.waybill.benchmark.contenders.Contender;
import dev.waybill.benchmark.contenders.Shop;
import dev.waybill.benchmark.contenders.Waybill;
import dev.waybill.benchmark.floor.Floor;
import dev.waybill.benchmark.limit.SetBased;
import dev.waybill.benchmark.load.Crowd;
import dev.waybill.benchmark.load.OrderMix;
import dev.waybill.benchmark.load.Requests;
import dev.waybill.benchmark.measuring.Memory;
import dev.waybill.benchmark.measuring.Meter;
import dev.waybill.benchmark.noengine.NoEngineShop;
import dev.waybill.benchmark.queries.BeforeAfter;
import dev.waybill.benchmark.report.Baseline;
import dev.waybill.benchmark.report.Json;
import dev.waybill.benchmark.report.Summary;
import dev.waybill.benchmark.report.Table;
import dev.waybill.benchmark.scenarios.Course;
import dev.waybill.benchmark.scenarios.Scenarios;
import dev.waybill.benchmark.scenarios.Scenarios.Fate;
import dev.waybill.benchmark.scenarios.Scenarios.Pace;
import dev.waybill.benchmark.seeds.Seeds;
import dev.waybill.benchmark.shop.ServiceTables;
import dev.waybill.benchmark.textbook.TextbookShop;
import dev.waybill.local.servers.Servers;
import dev.waybill.local.stack.Service;
import dev.waybill.local.stack.ServiceKind;
import dev.waybill.local.stack.Stack;
import dev.waybill.local.stack.StackOptions;
import dev.waybill.local.stack.StackOptions.Shards;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code ./waybill bench} runs. */
@Command(
        name = "waybill bench",
        mixinStandardHelpOptions = true,
        description = "Measures Waybill against other builds of the same shop, on this machine, in one run.")
public final class Bench implements Callable<Integer> {
    private static final Pace QUICK =
            new Pace(1, Duration.ofSeconds(5), 10_000, 10_000, List.of(16, 256), List.of(), 2_000);
    private static final int QUICK_WARM_UP = 10;
    private static final int FEW_STORED = 10_000;
    private static final List<String> MAIN_SCENARIOS = List.of("standard", "intake", "batch", "hot-sku");
    private static final String SET_BASED = "set-based";
    private static final String QUERIES = "queries";
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");
    private static final int LIMIT_BATCH = 500;
    private static final int LIMIT_CONNECTIONS = 2;
    private static final int WARM_UP_CUSTOMERS = 512;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--quick", description = "the main scenarios once, in about two minutes")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "these scenarios, set-based or queries only")
    private List<String> only = List.of();

    @Option(names = "--rounds", description = "how often each run is made (default: ${DEFAULT-VALUE})")
    private int rounds = 3;

    @Option(names = "--seconds", description = "how long each run is measured (default: ${DEFAULT-VALUE})")
    private int seconds = 10;

    @Option(names = "--warm-up", description = "seconds of work before a build is measured (default: ${DEFAULT-VALUE})")
    private int warmUp = 60;

    @Option(
            names = "--in-flight",
            split = ",",
            paramLabel = "N",
            description = "customers of standard (default: ${DEFAULT-VALUE})")
    private List<Integer> inFlight = List.of(16, 64, 256, 1_024);

    @Option(names = "--batch", description = "orders in one request of batch (default: ${DEFAULT-VALUE})")
    private int batch = 100_000;

    @Option(names = "--backlog", description = "orders that wait in backlog (default: ${DEFAULT-VALUE})")
    private int backlog = 200_000;

    @Option(
            names = "--letters",
            description = "messages that go wrong in each run of letters (default: ${DEFAULT-VALUE})")
    private int letters = 10_000;

    @Option(names = "--stored", description = "orders in the databases at flat-cost (default: ${DEFAULT-VALUE})")
    private int stored = 5_000_000;

    @Option(
            names = "--shards",
            split = ",",
            paramLabel = "N",
            description = "databases of orders, inventory and payments (default: ${DEFAULT-VALUE})")
    private List<Integer> shards = List.of(2, 1, 1);

    @Option(names = "--alone", description = "Waybill only")
    private boolean alone;

    @Option(names = "--json", paramLabel = "FILE", description = "where all figures go (default: ${DEFAULT-VALUE})")
    private Path json = home().resolve("deploy/benchmark/target/bench.json");

    private Bench() {}

    public static void main(String[] arguments) {
        KAFKA.setLevel(Level.OFF);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench());
    }

    @Override
    public Integer call() throws IOException, SQLException {
        try {
            check();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        StackOptions options = StackOptions.of(home())
                .apart(home().resolve("deploy/benchmark/target/stack"))
                .fromNothing()
                .withShards(shards());
        System.out.println("starting the system");
        try (Stack stack = Stack.start(options);
                Crowd crowd = new Crowd()) {
            return measure(stack, crowd) ? 0 : 1;
        }
    }

    /** All of it before anything is started: what is refused after an hour of measuring was refused too late. */
    private void check() {
        Options.atLeastOne("--rounds", List.of(rounds));
        Options.atLeastOne("--seconds", List.of(seconds));
        Options.atLeastOne("--warm-up", List.of(warmUp));
        Options.atLeastOne("--in-flight", inFlight);
        Options.atLeastOne("--batch", List.of(batch));
        Options.atLeastOne("--backlog", List.of(backlog));
        Options.atLeastOne("--letters", List.of(letters));
        Options.atLeastOne("--stored", List.of(stored));
        Options.shards(shards);
        Options.known("--only", only, all());
        Options.writable("--json", json);
    }

    private Shards shards() {
        return new Shards(shards.get(0), shards.get(1), shards.get(2), false);
    }

    private static Path home() {
        return Path.of(System.getProperty("waybill.home", "")).toAbsolutePath();
    }

    /** @return whether the auditor is content: no figure counts without that */
    private boolean measure(Stack stack, Crowd crowd) throws IOException, SQLException {
        Servers servers = stack.servers();
        Waybill waybill = new Waybill(stack);
        List<Contender> builds = new ArrayList<>(List.of(waybill));
        try (Meter meter = new Meter(
                        servers.postgresAddress(), servers.kafkaBootstrap(), () -> new Processes(stack, builds)
                                .pids());
                Floor floor = new Floor(servers.postgresAddress(), servers.kafkaBootstrap())) {
            List<String> names = names();
            boolean loaded = names.stream().anyMatch(Scenarios.names()::contains);
            if (loaded && !alone) {
                builds.addAll(others(stack));
            }
            Course course = new Course(meter, System.out);
            Seeds seeds = waybill.seeds(System.out);
            Fate fate =
                    new Fate(waybill.outage(), waybill.letters(System.out), waybill.heldUp(System.out), seeds::grow);
            Scenarios scenarios = new Scenarios(course, crowd, builds, waybill, pace(), fate, floor);
            if (loaded) {
                builds.forEach(build -> warm(crowd, build));
            }
            List<String> failed = new ArrayList<>();
            names.stream()
                    .filter(Scenarios.names()::contains)
                    .forEach(name -> attempt(name, failed, () -> scenarios.run(name)));
            Processes processes = new Processes(stack, builds);
            Ends ends = new Ends(processes.startSeconds(), processes.memory(), new ArrayList<>());
            Map<String, Object> about = Processes.machine();
            ServiceTables tables = new ServiceTables(servers.postgresAddress(), home());
            if (names.contains(SET_BASED)) {
                attempt(SET_BASED, failed, () -> about.put("setBasedAlone", limit(tables)));
            }
            if (names.contains(QUERIES)) {
                attempt(QUERIES, failed, () -> ends.queries().addAll(beforeAndAfter(tables)));
            }
            List<String> violations = waybill.audit();
            about.put("auditor", violations);
            about.put("failed", failed);
            report(about, course, ends, violations);
            return violations.isEmpty() && failed.isEmpty();
        } finally {
            builds.forEach(Contender::close);
        }
    }

    /** What is looked at once, when the runs are over. */
    private record Ends(Map<String, Double> startSeconds, Memory memory, List<BeforeAfter.Row> queries) {}

    /** Something that is measured. */
    private interface Part {
        void measure() throws SQLException;
    }

    /** One that fails takes none of the others' figures with it. */
    private static void attempt(String name, List<String> failed, Part part) {
        try {
            part.measure();
        } catch (RuntimeException | SQLException e) {
            failed.add("%s: %s".formatted(name, e.getMessage()));
            System.err.println("failed: " + failed.getLast());
        }
    }

    private void report(Map<String, Object> about, Course course, Ends ends, List<String> violations)
            throws IOException {
        System.out.println();
        runs(Summary.of(course.results()));
        course.cleared().forEach(cleared -> System.out.println(Table.replays(cleared)));
        if (!ends.queries().isEmpty()) {
            System.out.println(Table.queries(ends.queries()));
        }
        System.out.println(Table.memory(ends.startSeconds(), ends.memory()));
        about.forEach((name, value) -> System.out.println(name + ": " + value));
        about.put("heldUp", course.cleared());
        about.put("startSeconds", ends.startSeconds());
        about.put("memory", ends.memory());
        about.put("beforeAndAfter", ends.queries());
        Json.write(json, about, course.results());
        System.out.println(
                violations.isEmpty()
                        ? "the auditor is content; all figures are in " + json
                        : "the auditor found %d violations: these figures do not count".formatted(violations.size()));
    }

    private static void runs(List<Summary> summaries) {
        if (summaries.isEmpty()) {
            return;
        }
        System.out.println(Table.markdown(summaries, new Baseline("textbook", Scenarios.UNDISTURBED)));
        System.out.println("milliseconds of processor time per order");
        System.out.println(Table.processes(summaries));
    }

    private double limit(ServiceTables tables) {
        return SetBased.run(tables, Duration.ofSeconds(quick ? 5 : 15), LIMIT_BATCH, LIMIT_CONNECTIONS)
                .ordersPerSecond();
    }

    private List<BeforeAfter.Row> beforeAndAfter(ServiceTables tables) throws SQLException {
        return BeforeAfter.measure(tables, quick ? 30 : 200);
    }

    /** In one JVM each, with as much memory as Waybill's three services have together. */
    private static List<Contender> others(Stack stack) {
        Shop.Place place = new Shop.Place(
                stack.servers().postgres(),
                stack.servers().kafkaBootstrap(),
                stack.logs().resolveSibling("others"),
                stack.logs().resolveSibling("run"));
        List<String> options = Service.memory(ServiceKind.values().length);
        return List.of(
                Shop.start("textbook", TextbookShop.class, place, options),
                Shop.start("no-engine", NoEngineShop.class, place, options));
    }

    private Pace pace() {
        return quick
                ? QUICK
                : new Pace(
                        rounds,
                        Duration.ofSeconds(seconds),
                        batch,
                        backlog,
                        inFlight,
                        List.of(FEW_STORED, stored),
                        letters);
    }

    private List<String> names() {
        if (!only.isEmpty()) {
            return only;
        }
        List<String> names = new ArrayList<>(quick ? MAIN_SCENARIOS : Scenarios.names());
        if (!alone) {
            names.addAll(List.of(SET_BASED, QUERIES));
        }
        return names;
    }

    private static List<String> all() {
        return Stream.concat(Scenarios.names().stream(), Stream.of(SET_BASED, QUERIES))
                .toList();
    }

    private void warm(Crowd crowd, Contender build) {
        System.out.println("warming up " + build.name());
        build.stock(OrderMix.catalogue(OrderMix.STANDARD.skus()));
        crowd.closedLoop(
                build.target(),
                Requests.orders(OrderMix.STANDARD, new Random(0), 30),
                WARM_UP_CUSTOMERS,
                Duration.ZERO,
                Duration.ofSeconds(quick ? Math.min(warmUp, QUICK_WARM_UP) : warmUp));
    }
}
