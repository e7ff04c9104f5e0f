package dev.waybill.simulation.running;

import java.util.function.Predicate;

/** One shard of one service: what every one of them has beside its own tables. */
public abstract class Database {

    private final String name;
    private final int shard;
    private final Locks locks = new Locks();
    private final Outbox outbox = new Outbox();

    protected Database(String name, int shard) {
        this.name = name;
        this.shard = shard;
    }

    /** A write that another transaction has made impossible; what it was decided from is not true any more. */
    public static final class LostRace extends RuntimeException {
        public LostRace(String message) {
            super(message);
        }
    }

    public final String service() {
        return name;
    }

    public final int shard() {
        return shard;
    }

    public final Outbox outbox() {
        return outbox;
    }

    final Locks locks() {
        return locks;
    }

    /** For what passes over locked rows. */
    public final Predicate<Object> unlocked() {
        return key -> !locks.isHeld(key);
    }

    @Override
    public final String toString() {
        return name + "-" + shard;
    }
}
