package dev.waybill.delivery.letters;

import dev.waybill.delivery.letters.ParkingTable.All;
import dev.waybill.delivery.letters.ParkingTable.Behind;
import dev.waybill.delivery.letters.ParkingTable.Casualties;
import dev.waybill.delivery.letters.ParkingTable.Front;
import dev.waybill.delivery.letters.ParkingTable.Orders;
import dev.waybill.delivery.letters.ParkingTable.Parked;
import dev.waybill.shards.Pending;
import dev.waybill.shards.Shard;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One shard's store, as the one lane sees it that takes the shard's messages of a topic. Nobody else parks what comes
 * through this lane, so once it has seen which orders are parked it knows which may be, until it is given partitions that
 * another process had. Others let orders go; so it asks about those that it knows, and about no others. For one thread at a
 * time, but for {@link #doubt}.
 */
public final class Parking {

    /** Of more than so many, which is megabytes of ids, none is remembered, and all are asked about. */
    private static final int MOST_REMEMBERED = 100_000;

    private final Shard shard;
    private final String topic;
    private final String service;
    private final Clock clock;
    private final AtomicInteger doubts = new AtomicInteger();
    private int seenAt = -1;
    private boolean remembers = true;
    private final Set<UUID> remembered = new HashSet<>();

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
        return seenAt != doubts.get() || !remembers || !remembered.isEmpty();
    }

    /**
     * Puts messages of parked orders behind what is there. No statement if none of them may be parked, one that asks if some
     * may be, and one more for those that are; each a transaction of its own.
     *
     * @param byOrder messages, in the order in which they came
     * @return the orders that are parked: their messages are in the store now
     */
    public Set<UUID> divert(Map<UUID, List<ConsumerRecord<byte[], byte[]>>> byOrder) {
        if (byOrder.isEmpty()) {
            return Set.of();
        }
        look();
        Map<UUID, List<ConsumerRecord<byte[], byte[]>>> parked = new HashMap<>(byOrder);
        if (remembers) {
            parked.keySet().retainAll(remembered);
        }
        if (!parked.isEmpty()) {
            parked.keySet().retainAll(parkedAmong(Set.copyOf(parked.keySet())));
        }
        return parked.isEmpty() ? Set.of() : putBehind(parked);
    }

    /** One statement, unless nothing has cast doubt on what was seen. */
    private void look() {
        int doubt = doubts.get();
        if (seenAt != doubt) {
            List<Parked> found = shard.run(ParkingTable.PARKED, new All(topic, MOST_REMEMBERED + 1));
            remembered.clear();
            remembers = true;
            remember(ids(found));
            seenAt = doubt;
        }
    }

    private void remember(Set<UUID> orders) {
        remembered.addAll(orders);
        if (remembered.size() > MOST_REMEMBERED) {
            remembers = false;
            remembered.clear();
        }
    }

    private Set<UUID> parkedAmong(Set<UUID> orders) {
        Set<UUID> found = ids(shard.run(ParkingTable.PARKED_AMONG, new Orders(topic, List.copyOf(orders))));
        orders.stream().filter(order -> !found.contains(order)).forEach(remembered::remove);
        return found;
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

    /**
     * Stores what could not be handled and what waits behind it, and parks the orders: one statement, unless what something
     * waits behind has come again.
     */
    public void park(List<Casualty> casualties) {
        List<Letter> letters = casualties.stream()
                .map(each -> Letter.of(each.record(), each.cause()))
                .toList();
        // Before it is so: whether the answer comes or not, they may be parked then.
        remember(letters.stream().map(Letter::orderId).filter(Objects::nonNull).collect(Collectors.toSet()));
        park(new Casualties(letters, service, clock.instant()));
    }

    private void park(Casualties casualties) {
        if (casualties.letters().stream().noneMatch(Letter::isBehind)) {
            shard.run(ParkingTable.PARK, casualties);
            return;
        }
        shard.inTransaction(transaction -> {
            List<UUID> fronts = transaction.send(ParkingTable.PARK, casualties).rows().stream()
                    .map(Front::id)
                    .toList();
            if (!fronts.isEmpty()) {
                Succession.afterComing(transaction, fronts, service, casualties.now());
            }
            return Pending.none();
        });
    }

    private static Set<UUID> ids(List<Parked> found) {
        Set<UUID> ids = new HashSet<>();
        for (Parked each : found) {
            ids.add(each.orderId());
        }
        return ids;
    }
}
