package dev.waybill.simulation.time;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/** What happens when, in virtual microseconds from the world's beginning. What is due at the same time happens in turn. */
public final class Timeline {

    public static final long MILLISECOND = 1_000;
    public static final long SECOND = 1_000 * MILLISECOND;
    public static final long MINUTE = 60 * SECOND;

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private record Event(long at, long number, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long now;
    private long number;

    public long micros() {
        return now;
    }

    public Instant now() {
        return instant(now);
    }

    public static Instant instant(long micros) {
        return BEGINNING.plus(micros, ChronoUnit.MICROS);
    }

    public void in(long micros, Runnable what) {
        at(now + Math.max(0, micros), what);
    }

    public void at(long micros, Runnable what) {
        events.add(new Event(Math.max(now, micros), number++, what));
    }

    /** Again and again, until it says no. */
    public void every(long micros, BooleanSupplier what) {
        in(micros, () -> {
            if (what.getAsBoolean()) {
                every(micros, what);
            }
        });
    }

    /** Lets the next thing happen; false if there is none. */
    public boolean next() {
        Event event = events.poll();
        if (event == null) {
            return false;
        }
        now = event.at;
        event.what.run();
        return true;
    }
}
