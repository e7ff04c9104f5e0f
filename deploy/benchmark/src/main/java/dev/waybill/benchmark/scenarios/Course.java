package dev.waybill.benchmark.scenarios;

import dev.waybill.benchmark.contenders.Contender;
import dev.waybill.benchmark.load.Load;
import dev.waybill.benchmark.measuring.Memory;
import dev.waybill.benchmark.measuring.Meter;
import dev.waybill.benchmark.measuring.Usage;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Takes builds through their runs, one at a time, and keeps what was measured. */
public final class Course {
    private static final Duration STUCK = Duration.ofMinutes(2);
    private static final long LOOK_AGAIN_MILLIS = 20;
    private static final long LOOK_AGAIN_MILLIS_AT_MOST = 30_000;
    /** More than any build does: so nobody looks so often at so many that it slows them down, or too late. */
    private static final long CLOSED_PER_MILLI = 20;

    private final Meter meter;
    private final PrintStream progress;
    private final List<Result> results = new ArrayList<>();
    private final List<Cleared> cleared = new ArrayList<>();

    /** @param progress told a line for each run */
    public Course(Meter meter, PrintStream progress) {
        this.meter = meter;
        this.progress = progress;
    }

    /** Lets one build do one thing, and waits until it has closed all that it took. */
    void run(String scenario, String load, Contender contender, int round, Supplier<Load> work) {
        mixed(scenario, contender, round, List.of(load), () -> List.of(work.get()));
    }

    /** As above, for several things at once; the first of them are the orders, which all that is used is told of. */
    void mixed(String scenario, Contender contender, int round, List<String> loads, Supplier<List<Load>> work) {
        Memory held = memory(contender);
        Usage before = meter.read();
        long begun = System.nanoTime();
        List<Load> seen = work.get();
        awaitClosed(contender);
        double seconds = (System.nanoTime() - begun) / 1e9;
        long orders = seen.getFirst().all();
        Usage used = meter.read().since(before).per(orders);
        Memory memory = memory(contender).since(held);
        for (int i = 0; i < loads.size(); i++) {
            keep(new Result(
                    scenario, loads.get(i), contender.name(), round, seen.get(i), orders / seconds, used, memory));
        }
    }

    private static Memory memory(Contender contender) {
        return Memory.of(contender.pids(), contender.metrics());
    }

    /** The least that is possible, of nobody's build. */
    void floor(String load, int round, Supplier<Load> work) {
        Usage before = meter.read();
        Load seen = work.get();
        keep(new Result(
                "open-loop",
                load,
                "floor",
                round,
                seen,
                seen.takenPerSecond(),
                meter.read().since(before).per(seen.all()),
                Memory.NONE));
    }

    void keep(Cleared orders) {
        cleared.add(orders);
    }

    private void keep(Result result) {
        results.add(result);
        Load seen = result.seen();
        progress.printf(
                "%-14s %-16s %-10s %,8.0f/s  p50 %6.1f ms  p99 %7.1f ms  %.2f ms of processor per order%s%n",
                result.scenario(),
                result.load(),
                result.contender(),
                seen.takenPerSecond(),
                seen.millis(50),
                seen.millis(99),
                result.used().serverCpu() * 1e3,
                seen.refused() == 0 ? "" : "  (%,d refused)".formatted(seen.refused()));
    }

    /** @throws IllegalStateException if some stay open, and none of them is closed any more: such a run counts for nothing */
    private static void awaitClosed(Contender contender) {
        long fewest = Long.MAX_VALUE;
        long deadline = System.nanoTime() + STUCK.toNanos();
        for (long open = contender.open(); open > 0; open = contender.open()) {
            if (open < fewest) {
                fewest = open;
                deadline = System.nanoTime() + STUCK.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new IllegalStateException("%s has left %d orders open".formatted(contender.name(), open));
            }
            pause(Math.clamp(open / CLOSED_PER_MILLI, LOOK_AGAIN_MILLIS, LOOK_AGAIN_MILLIS_AT_MOST));
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while orders were being closed", e);
        }
    }

    public List<Result> results() {
        return List.copyOf(results);
    }

    /** What became of orders that were held up, if any were. */
    public List<Cleared> cleared() {
        return List.copyOf(cleared);
    }
}
