package dev.waybill.delivery.consuming;

import dev.waybill.contracts.Message;
import dev.waybill.delivery.consuming.MessageReader.Reading;
import dev.waybill.delivery.letters.About;
import dev.waybill.delivery.letters.Casualty;
import dev.waybill.delivery.letters.Cause;
import dev.waybill.delivery.letters.Letter;
import dev.waybill.delivery.letters.Parking;
import dev.waybill.shards.Shard;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What a lane does with a batch: read it, put what belongs to a parked order behind what is parked, and handle the rest. What
 * could not be handled is buried together with that of the next batches, once a second at most, or as soon as the
 * lane is at rest; until then it is remembered here, and its offsets wait.
 */
final class LaneWork<M extends Message> implements BatchWork {

    private static final long BURIED_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int BURIED_TOGETHER = 200;

    private final Inbound<M> inbound;
    private final Triage<M> triage;
    private final Parking parking;
    private final DeadLetters deadLetters;
    /** On the dead-letter topic already, though not yet in the store: as long as a shard is away its batch comes again. */
    private final Set<UUID> announced = new HashSet<>();

    private Casualties unburied = new Casualties();
    private long unburiedSince;

    LaneWork(Inbound<M> inbound, Shard shard, DeadLetters deadLetters) {
        this.inbound = inbound;
        this.deadLetters = deadLetters;
        this.triage = new Triage<>(inbound, shard);
        this.parking = deadLetters.parking(shard, inbound.topic());
    }

    /** Partitions have come that another process had. */
    void doubt() {
        parking.doubt();
    }

    /** All but burying: a batch that fails may have to come again, and nothing of it is remembered. */
    @Override
    public void handle(List<ConsumerRecord<byte[], byte[]>> records) {
        if (unburied.size() >= BURIED_TOGETHER) {
            bury();
        }
        try {
            Casualties casualties = unburied.copy();
            List<Received<M>> good = read(records, casualties);
            List<Received<M>> open = parking.mayHoldAny() ? withoutParked(good) : good;
            if (!open.isEmpty()) {
                triage.handle(
                        open,
                        (culprit, failure) ->
                                casualties.culprit(culprit.record(), Cause.of("rejected", failure.toString())),
                        received -> casualties.passOver(received.record()));
            }
            unburiedSince = unburied.isEmpty() ? System.nanoTime() : unburiedSince;
            unburied = casualties;
        } catch (RuntimeException | Error e) {
            // It may have been parked all the same, if only the answer was lost.
            parking.doubt();
            throw e;
        }
    }

    /** What can be read, but for what comes behind something of its order that can't. */
    private List<Received<M>> read(List<ConsumerRecord<byte[], byte[]>> records, Casualties casualties) {
        List<Received<M>> good = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            switch (inbound.reader().read(record)) {
                case Reading.Good<M>(Received<M> received) -> {
                    if (!casualties.passOver(record)) {
                        good.add(received);
                    }
                }
                case Reading.Bad<M>(String kind, String detail) -> casualties.culprit(record, Cause.of(kind, detail));
            }
        }
        return good;
    }

    private List<Received<M>> withoutParked(List<Received<M>> good) {
        Map<UUID, List<ConsumerRecord<byte[], byte[]>>> byOrder = new LinkedHashMap<>();
        for (Received<M> received : good) {
            UUID order = About.orderOf(received.record());
            if (order != null) {
                byOrder.computeIfAbsent(order, any -> new ArrayList<>()).add(received.record());
            }
        }
        Set<UUID> parked = parking.divert(byOrder);
        return parked.isEmpty()
                ? good
                : good.stream()
                        .filter(received -> {
                            UUID order = About.orderOf(received.record());
                            return order == null || !parked.contains(order);
                        })
                        .toList();
    }

    @Override
    public boolean settle(boolean now) {
        if (unburied.isEmpty()) {
            return true;
        }
        if (now || unburied.size() >= BURIED_TOGETHER || System.nanoTime() - unburiedSince >= BURIED_WITHIN_NANOS) {
            bury();
        }
        return unburied.isEmpty();
    }

    private void bury() {
        List<Casualty> casualties = unburied.inOrder();
        deadLetters.announce(casualties.stream().filter(Casualty::isCulprit).toList(), announced);
        parking.park(casualties);
        casualties.forEach(each -> announced.remove(Letter.idOf(each.record())));
        unburied = new Casualties();
    }

    @Override
    public void forget(Set<TopicPartition> partitions) {
        unburied = unburied.without(partitions);
    }
}
