package dev.waybill.simulation.running;

import dev.waybill.contracts.Message;
import dev.waybill.simulation.faults.Point;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** One process of a service, which may end at any point and begin again, knowing nothing. */
public final class Replica {

    private static final int RERUNS = 5;

    private final World world;
    private final String name;
    private final Broker broker;
    private final List<Database> databases = new ArrayList<>();
    private final List<Runnable> endings = new ArrayList<>();
    private final List<Runnable> beginnings = new ArrayList<>();
    private final Set<OutboxRow> handedOver = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean up = true;
    private int life;
    private long skew;
    private long lastFactSent;

    public Replica(World world, String name, Broker broker, List<? extends Database> databases) {
        this.world = world;
        this.name = name;
        this.broker = broker;
        this.databases.addAll(databases);
    }

    /** What a transaction writes, all or nothing. */
    @FunctionalInterface
    public interface Write {
        /**
         * @return the messages that are in the outbox now
         * @throws Database.LostRace if nothing was written, and it is to be decided again
         */
        List<OutboxRow> commit();
    }

    /** What follows for whoever wanted a transaction. */
    public interface Then {
        void committed();

        /** Nothing is known about what was written, unless it is the decision that failed. */
        void failed(RuntimeException why);

        /** The same if it fails; if it commits, what is given instead. */
        default Then on(Runnable committed) {
            Then outer = this;
            return new Then() {
                @Override
                public void committed() {
                    committed.run();
                }

                @Override
                public void failed(RuntimeException why) {
                    outer.failed(why);
                }
            };
        }
    }

    /** The answer to a commit did not come. */
    public static final class ConnectionLost extends RuntimeException {
        ConnectionLost() {
            super("the connection broke during the commit");
        }
    }

    /** For whoever comes again if it fails. That a decision fails, or a database refuses it, is one for the auditor. */
    public Then then(Runnable committed) {
        return new Then() {
            @Override
            public void committed() {
                committed.run();
            }

            @Override
            public void failed(RuntimeException why) {
                if (!(why instanceof ConnectionLost)) {
                    world.auditor().refused(why.toString());
                }
            }
        };
    }

    public World world() {
        return world;
    }

    public boolean isUp() {
        return up;
    }

    /** What this process takes for the time. */
    public Instant now() {
        return world.timeline().now().plus(skew, ChronoUnit.MICROS);
    }

    public long skew() {
        return skew;
    }

    /** Its clock jumps, or stands still and so falls behind. */
    public void skewBy(long micros) {
        skew = micros;
    }

    /** Unless it has ended by then. */
    public void later(long micros, Runnable what) {
        int now = life;
        world.timeline().in(micros, () -> {
            if (up && life == now) {
                what.run();
            }
        });
    }

    public void whenItEnds(Runnable what) {
        endings.add(what);
    }

    public void whenItBegins(Runnable what) {
        beginnings.add(what);
    }

    /** Whether it is ended at this point. */
    boolean endsAt(Point point, List<Message> about) {
        if (!world.faults().crashes(point, about)) {
            return false;
        }
        end(point + " of " + about.size());
        return true;
    }

    public void end(String where) {
        end(where, world.faults().restarting());
    }

    /**
     * @param away how long it is not there, in microseconds
     */
    public void end(String where, long away) {
        if (!up) {
            return;
        }
        world.trace().tellAll(name, () -> "is killed, " + where);
        up = false;
        life++;
        handedOver.clear();
        databases.forEach(database -> database.locks().releaseAllOf(this));
        endings.forEach(Runnable::run);
        world.timeline().in(away, this::begin);
    }

    private void begin() {
        world.trace().tellAll(name, () -> "is back");
        up = true;
        beginnings.forEach(Runnable::run);
    }

    /**
     * Locks, reads and decides, writes, publishes.
     *
     * @param keys of the rows to lock, asked for anew at each run
     * @param about the messages that it is about
     */
    public void transact(
            Database database,
            Supplier<? extends Collection<?>> keys,
            List<Message> about,
            Supplier<Write> decide,
            Then then) {
        run(database, keys, about, decide, then, RERUNS);
    }

    private void run(
            Database database,
            Supplier<? extends Collection<?>> keys,
            List<Message> about,
            Supplier<Write> decide,
            Then then,
            int runs) {
        database.locks().take(this, keys.get(), claim -> {
            Write write;
            try {
                write = decide.get();
            } catch (RuntimeException e) {
                database.locks().release(claim);
                rerunOrFail(database, keys, about, decide, then, runs, e);
                return;
            }
            later(world.faults().working(database.service()), () -> {
                if (endsAt(Point.BEFORE_COMMIT, about)) {
                    return;
                }
                List<OutboxRow> written;
                try {
                    written = write.commit();
                } catch (RuntimeException e) {
                    database.locks().release(claim);
                    rerunOrFail(database, keys, about, decide, then, runs, e);
                    return;
                }
                database.locks().release(claim);
                committed(about, written, then);
            });
        });
    }

    /** A lost race is run again, as often as the services do it. */
    private void rerunOrFail(
            Database database,
            Supplier<? extends Collection<?>> keys,
            List<Message> about,
            Supplier<Write> decide,
            Then then,
            int runs,
            RuntimeException why) {
        boolean lost = why.getClass().getSimpleName().startsWith("LostRace");
        if (lost && runs > 1) {
            later(1, () -> run(database, keys, about, decide, then, runs - 1));
        } else {
            then.failed(why);
        }
    }

    private void committed(List<Message> about, List<OutboxRow> written, Then then) {
        if (endsAt(Point.AFTER_COMMIT, about)) {
            return;
        }
        if (world.faults().commitAnswerLost()) {
            then.failed(new ConnectionLost());
            return;
        }
        publish(written);
        if (!endsAt(Point.AFTER_PUBLISH, about)) {
            then.committed();
        }
    }

    /** A message goes out directly only if no older one of its key waits that this process has not sent itself. */
    private void publish(List<OutboxRow> rows) {
        List<OutboxRow> ours = new ArrayList<>(rows.size());
        for (OutboxRow row : rows) {
            if (handedOver.containsAll(row.older())) {
                handedOver.add(row);
                ours.add(row);
            }
        }
        send(ours);
    }

    /** What a process has left in its outbox, be it this one. */
    void sweep(List<OutboxRow> rows) {
        send(rows.stream().filter(row -> !handedOver.contains(row)).toList());
    }

    private void send(List<OutboxRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        if (world.faults().brokerAway()) {
            rows.forEach(handedOver::remove);
            return;
        }
        handedOver.addAll(rows);
        sendInOrder(rows, true);
        sendInOrder(rows, false);
    }

    /** A producer keeps the order in which it is given records, per partition. */
    private void sendInOrder(List<OutboxRow> all, boolean ordered) {
        List<OutboxRow> rows =
                all.stream().filter(row -> row.message().ordered() == ordered).toList();
        if (rows.isEmpty()) {
            return;
        }
        long at = world.timeline().micros() + world.faults().sending(ordered);
        if (ordered) {
            at = Math.max(at, lastFactSent);
            lastFactSent = at;
        }
        later(at - world.timeline().micros(), () -> {
            rows.forEach(broker::take);
            later(world.faults().acknowledging(), () -> rows.forEach(this::acknowledged));
        });
    }

    private void acknowledged(OutboxRow row) {
        handedOver.remove(row);
        row.outbox().remove(row);
    }

    @Override
    public String toString() {
        return name;
    }
}
