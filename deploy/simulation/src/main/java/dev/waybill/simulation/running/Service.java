package dev.waybill.simulation.running;

import dev.waybill.contracts.Message;
import dev.waybill.contracts.Topic;
import dev.waybill.simulation.time.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;

/** Two replicas of a service over its shards, whose messages go to the one or the other, and in a rebalance to both. */
public final class Service<D extends Database> {

    private static final int REPLICAS = 2;
    private static final long GRACE = 5 * Timeline.SECOND;

    private final World world;
    private final String name;
    private final List<D> databases;
    private final List<Replica> replicas = new ArrayList<>();
    private final Map<D, List<Lane>> lanes = new HashMap<>();

    public Service(World world, String name, Broker broker, List<D> databases) {
        this.world = world;
        this.name = name;
        this.databases = databases;
        for (int i = 0; i < REPLICAS; i++) {
            replicas.add(new Replica(world, name + "-" + (char) ('a' + i), broker, databases));
        }
    }

    /** See {@link Lane.Handler}. */
    @FunctionalInterface
    public interface Handler<D> {
        void handle(Replica replica, D database, List<Message> batch, Replica.Then then);
    }

    /**
     * @param shardOf whose messages each is
     */
    public void consume(Broker broker, Topic topic, ToIntFunction<OutboxRow> shardOf, Handler<D> handler) {
        for (D database : databases) {
            lanes.put(
                    database,
                    replicas.stream()
                            .map(replica -> new Lane(
                                    replica,
                                    database,
                                    broker,
                                    (of, any, batch, then) -> handler.handle(of, database, batch, then)))
                            .toList());
        }
        broker.read(topic, row -> arrive(broker, databases.get(shardOf.applyAsInt(row)), row));
    }

    private void arrive(Broker broker, D database, OutboxRow row) {
        int owner = owner(database);
        if (owner >= 0 && replicas.get(1 - owner).isUp() && world.faults().takenByOther(row.read())) {
            owner = 1 - owner;
        }
        if (owner < 0) {
            broker.deliver(row, 5 * Timeline.SECOND);
            return;
        }
        List<Lane> members = lanes.getOrDefault(database, List.of());
        members.get(owner).arrive(row);
        int other = 1 - owner;
        if (replicas.get(other).isUp() && world.faults().takenByTwo(row.read())) {
            members.get(other).arrive(row);
        }
    }

    /** Partitions change hands now and then, and go to who is there; -1 if nobody is. */
    private int owner(D database) {
        int usual = (int) ((world.timeline().micros() / (3 * Timeline.MINUTE) + database.shard()) % REPLICAS);
        return replicas.get(usual).isUp() ? usual : replicas.get(1 - usual).isUp() ? 1 - usual : -1;
    }

    /** Does something for every shard again and again, in each replica in turn, as far as they are up. */
    public void schedule(long every, BiConsumer<Replica, D> work) {
        for (int i = 0; i < REPLICAS; i++) {
            Replica replica = replicas.get(i);
            world.timeline().in(every * i / REPLICAS, () -> world.timeline().every(every, () -> {
                databases.stream()
                        .filter(database -> replica.isUp())
                        .forEach(database -> work.accept(replica, database));
                return true;
            }));
        }
    }

    /** Publishes what was left behind; one at a time does it for a shard, and it does not matter which. */
    public void sweep() {
        schedule(4 * Timeline.SECOND, (replica, database) -> {
            if (!database.outbox().isEmpty()) {
                replica.sweep(database.outbox().overdue(world.timeline().micros() - GRACE));
            }
        });
    }

    public List<D> databases() {
        return databases;
    }

    public List<Replica> replicas() {
        return replicas;
    }

    /** One that is up, if any is. */
    public Optional<Replica> any() {
        return replicas.stream().filter(Replica::isUp).findFirst();
    }

    @Override
    public String toString() {
        return name;
    }
}
