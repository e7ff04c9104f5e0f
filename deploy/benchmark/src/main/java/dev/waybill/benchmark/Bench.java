package dev.waybill.benchmark;

import dev.waybill.benchmark.load.Crowd;
import dev.waybill.benchmark.report.Report;
import dev.waybill.benchmark.scenarios.Scenarios;
import dev.waybill.benchmark.scenarios.Scenarios.Pace;
import dev.waybill.local.stack.Stack;
import dev.waybill.local.stack.StackOptions;
import dev.waybill.local.stack.StackOptions.Shards;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private static final int QUICK_REPEATS = 30;
    private static final int REPEATS = 200;
    /** What Kafka's clients and Flyway tell of their work is none of the figures. */
    private static final List<Logger> SILENT = Stream.of("org.apache.kafka", "org.flywaydb", "com.zaxxer.hikari")
            .map(Logger::getLogger)
            .toList();

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
    private int warmUp = 120;

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
    private List<Integer> shards = List.of(1, 1, 1);

    @Option(names = "--alone", description = "Waybill only")
    private boolean alone;

    @Option(names = "--json", paramLabel = "FILE", description = "where all figures go (default: ${DEFAULT-VALUE})")
    private Path json = home().resolve("deploy/benchmark/target/bench.json");

    private Bench() {}

    public static void main(String[] arguments) {
        SILENT.forEach(logger -> logger.setLevel(Level.OFF));
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
            Report report = new Measuring(stack, crowd, wanted()).run();
            report.print(System.out);
            report.write(json);
            System.out.println(report.verdict(json));
            return report.counts() ? 0 : 1;
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
        Options.known("--only", only, Wanted.all());
        Options.writable("--json", json);
    }

    private Shards shards() {
        return new Shards(shards.get(0), shards.get(1), shards.get(2), false);
    }

    private static Path home() {
        return Path.of(System.getProperty("waybill.home", "")).toAbsolutePath();
    }

    private Wanted wanted() {
        int warming = quick ? Math.min(warmUp, QUICK_WARM_UP) : warmUp;
        int repeats = quick ? QUICK_REPEATS : REPEATS;
        return new Wanted(names(), pace(), Duration.ofSeconds(warming), repeats, alone, home());
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
            names.addAll(List.of(Wanted.SET_BASED, Wanted.QUERIES));
        }
        return names;
    }
}
