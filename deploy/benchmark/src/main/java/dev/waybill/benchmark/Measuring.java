package dev.waybill.benchmark;

import dev.waybill.benchmark.contenders.Contender;
import dev.waybill.benchmark.contenders.Shop;
import dev.waybill.benchmark.contenders.Waybill;
import dev.waybill.benchmark.floor.Floor;
import dev.waybill.benchmark.limit.SetBased;
import dev.waybill.benchmark.load.Crowd;
import dev.waybill.benchmark.measuring.Memory;
import dev.waybill.benchmark.measuring.Meter;
import dev.waybill.benchmark.noengine.NoEngineShop;
import dev.waybill.benchmark.queries.BeforeAfter;
import dev.waybill.benchmark.report.Report;
import dev.waybill.benchmark.scenarios.Course;
import dev.waybill.benchmark.scenarios.Scenarios;
import dev.waybill.benchmark.scenarios.Scenarios.Fate;
import dev.waybill.benchmark.seeds.Seeds;
import dev.waybill.benchmark.shop.ServiceTables;
import dev.waybill.benchmark.textbook.TextbookShop;
import dev.waybill.local.processes.Compilers;
import dev.waybill.local.servers.Servers;
import dev.waybill.local.stack.Service;
import dev.waybill.local.stack.ServiceKind;
import dev.waybill.local.stack.Stack;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run of the benchmark, on a system that is up. */
final class Measuring {
    private static final int LIMIT_BATCH = 500;
    private static final int LIMIT_CONNECTIONS = 2;

    private final Stack stack;
    private final Servers servers;
    private final Crowd crowd;
    private final Wanted wanted;
    private final Waybill waybill;
    private final List<Contender> builds;
    private final Processes processes;
    private final List<String> failed = new ArrayList<>();

    Measuring(Stack stack, Crowd crowd, Wanted wanted) {
        this.stack = stack;
        this.servers = stack.servers();
        this.crowd = crowd;
        this.wanted = wanted;
        this.waybill = new Waybill(stack);
        this.builds = new ArrayList<>(List.of(waybill));
        this.processes = new Processes(stack, builds);
    }

    /** Everything that is wanted, and what the auditor says of it afterwards. Ends the other builds that it starts. */
    Report run() throws SQLException {
        try (Meter meter = new Meter(servers.postgresAddress(), servers.kafkaBootstrap(), processes::pids);
                Floor floor = new Floor(servers.postgresAddress(), servers.kafkaBootstrap())) {
            Course course = new Course(meter, System.out);
            load(course, floor);
            Memory memory = processes.memory();
            ServiceTables tables = new ServiceTables(servers.postgresAddress(), wanted.home());
            return new Report(
                    Processes.machine(),
                    limit(tables),
                    course.results(),
                    course.cleared(),
                    queries(tables),
                    processes.startSeconds(),
                    memory,
                    failed,
                    waybill.audit());
        } finally {
            builds.forEach(Contender::close);
        }
    }

    private void load(Course course, Floor floor) {
        if (wanted.others()) {
            builds.addAll(others());
        }
        Seeds seeds = waybill.seeds(System.out);
        Fate fate = new Fate(waybill.outage(), waybill.letters(System.out), waybill.heldUp(System.out), seeds::grow);
        Scenarios scenarios = new Scenarios(course, crowd, builds, waybill, wanted.pace(), fate, floor);
        if (!wanted.scenarios().isEmpty()) {
            builds.forEach(build -> {
                System.out.println("warming up " + build.name());
                WarmUp.of(build, crowd, wanted.warmUp());
            });
        }
        wanted.scenarios().forEach(name -> attempt(name, () -> scenarios.run(name)));
    }

    private Map<String, Double> limit(ServiceTables tables) {
        Map<String, Double> limit = new LinkedHashMap<>();
        if (wanted.names().contains(Wanted.SET_BASED)) {
            attempt(Wanted.SET_BASED, () -> {
                SetBased.Result alone = SetBased.run(tables, wanted.pace().measured(), LIMIT_BATCH, LIMIT_CONNECTIONS);
                limit.put("setBasedAlone", alone.ordersPerSecond());
            });
        }
        return limit;
    }

    private List<BeforeAfter.Row> queries(ServiceTables tables) {
        List<BeforeAfter.Row> rows = new ArrayList<>();
        if (wanted.names().contains(Wanted.QUERIES)) {
            attempt(Wanted.QUERIES, () -> rows.addAll(BeforeAfter.measure(tables, wanted.repeats())));
        }
        return rows;
    }

    /** Something that is measured. */
    private interface Part {
        void measure() throws SQLException;
    }

    /** One that fails takes none of the others' figures with it. */
    private void attempt(String name, Part part) {
        try {
            part.measure();
        } catch (RuntimeException | SQLException e) {
            failed.add("%s: %s".formatted(name, e.getMessage()));
            System.err.println("failed: " + failed.getLast());
        }
    }

    /** In one JVM each, with as much memory as Waybill's three services have together. */
    private List<Contender> others() {
        Shop.Place place = new Shop.Place(
                servers.postgres(),
                servers.kafkaBootstrap(),
                stack.logs().resolveSibling("others"),
                stack.logs().resolveSibling("run"));
        List<String> options = Service.jvm(ServiceKind.values().length, Compilers.BOTH);
        return List.of(
                Shop.start("textbook", TextbookShop.class, place, options),
                Shop.start("no-engine", NoEngineShop.class, place, options));
    }
}
