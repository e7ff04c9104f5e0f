package dev.waybill.benchmark.load;

import org.HdrHistogram.Histogram;

/**
 * What customers saw while they were counted.
 *
 * @param all requests that the service has taken, from the first, also while nobody counted
 * @param taken requests that the service has taken as its own meanwhile
 * @param confirmed of them, orders that came back confirmed
 * @param rejected of them, orders that came back rejected; those of {@code taken} that are neither are undecided still
 * @param refused requests that were answered otherwise, or not at all
 * @param seconds how long they were counted
 * @param micros how long each had to wait that was meant for this time and taken, however late, in microseconds
 */
public record Load(
        long all, long taken, long confirmed, long rejected, long refused, double seconds, Histogram micros) {

    /** As many others were taken beside them, by whoever else: nobody counted those, but the servers had to deal with them. */
    public Load beside(long others) {
        return new Load(all + others, taken, confirmed, rejected, refused, seconds, micros);
    }

    /** Requests that read what was decided before: nothing is decided by them. */
    public Load ofReads() {
        return new Load(all, taken, 0, 0, refused, seconds, micros);
    }

    public double takenPerSecond() {
        return taken / seconds;
    }

    public double decidedPerSecond() {
        return (confirmed + rejected) / seconds;
    }

    /** A percentile of the waiting times, in milliseconds. */
    public double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }
}
