package dev.waybill.benchmark.load;

import org.HdrHistogram.Histogram;

/** Counts what comes back while a run is measured. Touched by one thread, but for what nobody asked for. */
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
    private boolean measuring;

    public synchronized void begin() {
        begun = System.nanoTime();
        measuring = true;
    }

    public synchronized void end() {
        ended = System.nanoTime();
        measuring = false;
    }

    /** Whether a request that was meant for this moment is one of those whose waiting counts. */
    boolean measures(long meant) {
        return begun != 0 && meant - begun >= 0;
    }

    /**
     * A rate is of what came back while it was measured, whenever that was sent: of what a service can't keep up with, most
     * comes later.
     */
    void saw(Reply reply) {
        if (!reply.taken()) {
            return;
        }
        all++;
        if (measuring) {
            count(reply);
        }
    }

    private void count(Reply reply) {
        taken++;
        String state = reply.state();
        if ("CONFIRMED".equals(state)) {
            confirmed++;
        } else if ("REJECTED".equals(state)) {
            rejected++;
        }
    }

    /**
     * What became of a request whose waiting counts, however late its answer is.
     *
     * @param since when the customer meant to send it, in nanoseconds
     */
    void waited(Reply reply, long since) {
        if (reply.taken()) {
            record(since);
        } else if (refused++ == 0) {
            System.err.printf("the first refusal: %d %s%n", reply.status(), reply.body());
        }
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
        if (measuring) {
            taken++;
        }
        if (measures(since)) {
            record(since);
        }
    }

    public synchronized Load load() {
        return new Load(all, taken, confirmed, rejected, refused, (ended - begun) / 1e9, micros);
    }
}
