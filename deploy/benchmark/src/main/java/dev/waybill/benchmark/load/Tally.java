package dev.waybill.benchmark.load;

import org.HdrHistogram.Histogram;

/** Counts what comes back while a run is measured. Touched by one thread. */
public final class Tally {
    private static final long LONGEST_MICROS = 120_000_000;
    private static final int DIGITS = 3;

    private final Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);
    private long all;
    private long taken;
    private long confirmed;
    private long rejected;
    private long refused;
    private long begun;
    private long ended;

    public void begin() {
        begun = System.nanoTime();
    }

    public void end() {
        ended = System.nanoTime();
    }

    /** Whether counted or not: what the servers had to do. */
    void saw(Reply reply) {
        if (reply.taken()) {
            all++;
        }
    }

    /** @param since when the customer meant to send it, in nanoseconds */
    void count(Reply reply, long since) {
        if (!reply.taken()) {
            if (refused++ == 0) {
                System.err.printf("the first refusal: %d %s%n", reply.status(), reply.body());
            }
            return;
        }
        taken++;
        String state = reply.state();
        if ("CONFIRMED".equals(state)) {
            confirmed++;
        } else if ("REJECTED".equals(state)) {
            rejected++;
        }
        record(since);
    }

    private void record(long since) {
        micros.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - since) / 1_000));
    }

    /** One line of many that came with one request. */
    void line(boolean accepted) {
        if (accepted) {
            all++;
            taken++;
        } else {
            refused++;
        }
    }

    /** Something that no request asked for has come to its end. */
    public synchronized void arrived(long since) {
        all++;
        taken++;
        record(since);
    }

    public Load load() {
        return new Load(all, taken, confirmed, rejected, refused, (ended - begun) / 1e9, micros);
    }
}
