package dev.waybill.delivery.letters;

import dev.waybill.delivery.letters.ParkingTable.Behind;
import dev.waybill.delivery.letters.ParkingTable.Casualties;
import dev.waybill.delivery.letters.ParkingTable.Orders;
import dev.waybill.delivery.letters.ParkingTable.Parked;
import dev.waybill.shards.Shard;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One shard's store, as the one lane sees it that takes the shard's messages of a topic. Nobody else parks what comes
 * through this lane, so once it has seen that nothing is parked it need not ask again, until it parks something itself or
 * is given partitions that another process had.
 */
public final class Parking {

    private final Shard shard;
    private final String topic;
    private final String service;
    private final Clock clock;
    private final AtomicInteger doubts = new AtomicInteger();
    private volatile int clearedAt = -1;

    /**
     * @param service names who parks, in the letters' history
     */
    public Parking(Shard shard, String topic, String service, Clock clock) {
        this.shard = shard;
        this.topic = topic;
        this.service = service;
        this.clock = clock;
    }

    /** What was seen may not be so any more. */
    public void doubt() {
        doubts.incrementAndGet();
    }

    /** Whether an order may be parked here; if not, there is no need to divert anything. */
    public boolean mayHoldAny() {
        return clearedAt != doubts.get();
    }

    /**
     * Puts messages of parked orders behind what is there. One statement if none of them is parked, two otherwise, each a
     * transaction of its own.
     *
     * @param byOrder messages, in the order in which they came
     * @return the orders that are parked: their messages are in the store now
     */
    public Set<UUID> divert(Map<UUID, List<ConsumerRecord<byte[], byte[]>>> byOrder) {
        if (byOrder.isEmpty()) {
            return Set.of();
        }
        Map<UUID, List<ConsumerRecord<byte[], byte[]>>> parked = new HashMap<>(byOrder);
        parked.keySet().retainAll(parkedAmong(byOrder.keySet()));
        return parked.isEmpty() ? Set.of() : putBehind(parked);
    }

    private Set<UUID> parkedAmong(Collection<UUID> orders) {
        int asked = doubts.get();
        List<Parked> found = shard.run(ParkingTable.PARKED_AMONG, new Orders(topic, List.copyOf(orders)));
        if (found.isEmpty()) {
            clearedAt = asked;
        }
        return ids(found);
    }

    private Set<UUID> putBehind(Map<UUID, List<ConsumerRecord<byte[], byte[]>>> parked) {
        List<Letter> letters = parked.values().stream()
                .flatMap(List::stream)
                // Its culprit's group is in the store.
                .map(record -> Letter.of(record, Cause.behind("")))
                .toList();
        return ids(shard.run(
                ParkingTable.DIVERT,
                new Behind(topic, List.copyOf(parked.keySet()), letters, service, clock.instant())));
    }

    /** Stores what could not be handled and what waits behind it, and parks the orders: one statement. */
    public void park(List<Casualty> casualties) {
        doubt();
        List<Letter> letters = casualties.stream()
                .map(each -> Letter.of(each.record(), each.cause()))
                .toList();
        shard.run(ParkingTable.PARK, new Casualties(letters, service, clock.instant()));
    }

    private static Set<UUID> ids(List<Parked> found) {
        Set<UUID> ids = new HashSet<>();
        for (Parked each : found) {
            if (each.orderId() != null) {
                ids.add(each.orderId());
            }
        }
        return ids;
    }
}
