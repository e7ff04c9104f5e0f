package dev.waybill.simulation;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./waybill simulate}. */
@Command(
        name = "waybill simulate",
        description = "Tries to break the sagas, in memory: many virtual orders while everything goes wrong.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Simulate implements Callable<Integer> {

    @Option(names = "--orders", paramLabel = "N", defaultValue = "100000", description = "how many (${DEFAULT-VALUE})")
    private long orders;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "of the first world of " + Soak.ORDERS_PER_WORLD + " orders; each next one has the next"
                    + " (${DEFAULT-VALUE})")
    private long seed;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final long begun = System.nanoTime();
    private long shown;

    private Simulate() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Simulate()).execute(arguments));
    }

    /** Returns the exit code: 0 if every promise was kept, 1 if one was broken. */
    @Override
    public Integer call() {
        requireSense();
        PrintWriter out = spec.commandLine().getOut();
        Soak soak = new Soak(orders, seed, done -> show(out, done)).run();
        Verdict bad = soak.bad();
        if (bad == null) {
            out.printf(
                    Locale.ROOT,
                    "%,d orders, seeds %d to %d, in %.0f s: every promise was kept%n%s%n",
                    soak.orders(),
                    seed,
                    soak.lastSeed(),
                    seconds(),
                    soak.outcomes());
        } else {
            out.printf("A promise was broken in the world of seed %d:%n%s", bad.seed(), bad.story());
            out.printf("The same again: ./waybill simulate --orders %d --seed %d%n", Soak.ORDERS_PER_WORLD, bad.seed());
        }
        out.flush();
        return bad == null ? 0 : 1;
    }

    private void requireSense() {
        if (orders < 1) {
            throw new ParameterException(spec.commandLine(), "--orders must be at least 1, but was " + orders);
        }
        if (seed > Long.MAX_VALUE - orders) {
            throw new ParameterException(
                    spec.commandLine(), "--seed must leave room for one seed per world, but was " + seed);
        }
    }

    /** A line for each twentieth. */
    private void show(PrintWriter out, long done) {
        long twentieth = done * 20 / Math.max(1, orders);
        if (twentieth > shown) {
            shown = twentieth;
            out.printf(Locale.ROOT, "%,d of %,d orders, %,.0f/s%n", done, orders, done / seconds());
            out.flush();
        }
    }

    private double seconds() {
        return Math.max(0.001, (System.nanoTime() - begun) / 1e9);
    }
}
