package dev.waybill.delivery.consuming;

import dev.waybill.delivery.letters.About;
import dev.waybill.delivery.letters.Casualty;
import dev.waybill.delivery.letters.Cause;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What can't be handled of a batch or of some in a row, and what of the same orders came after it. Pure. A record is asked
 * about before any that came after it of the same order.
 */
final class Casualties {

    private final Map<ConsumerRecord<byte[], byte[]>, Cause> causes = new HashMap<>();
    private final Map<UUID, Place> parked = new HashMap<>();

    private record Place(long offset, String group) {}

    boolean isEmpty() {
        return causes.isEmpty();
    }

    int size() {
        return causes.size();
    }

    Casualties copy() {
        Casualties copy = new Casualties();
        copy.causes.putAll(causes);
        copy.parked.putAll(parked);
        return copy;
    }

    Casualties without(Set<TopicPartition> partitions) {
        Casualties others = new Casualties();
        causes.forEach((record, cause) -> {
            if (!partitions.contains(new TopicPartition(record.topic(), record.partition()))) {
                others.causes.put(record, cause);
                UUID order = About.orderOf(record);
                Place place = order == null ? null : parked.get(order);
                if (order != null && place != null) {
                    others.parked.put(order, place);
                }
            }
        });
        return others;
    }

    void culprit(ConsumerRecord<byte[], byte[]> record, Cause cause) {
        causes.put(record, cause);
        UUID order = About.orderOf(record);
        if (order != null) {
            // Of two, the first one counts, which need not be found first.
            parked.merge(
                    order,
                    new Place(record.offset(), cause.group()),
                    (known, found) -> found.offset() < known.offset() ? found : known);
        }
    }

    /** Whether it must wait behind an earlier record of its order; then it is noted as waiting. */
    boolean passOver(ConsumerRecord<byte[], byte[]> record) {
        Place ahead = parked.isEmpty() ? null : parkedAhead(record);
        if (ahead == null) {
            return false;
        }
        causes.put(record, Cause.behind(ahead.group()));
        return true;
    }

    private @Nullable Place parkedAhead(ConsumerRecord<byte[], byte[]> record) {
        UUID order = About.orderOf(record);
        Place place = order == null ? null : parked.get(order);
        return place != null && place.offset() < record.offset() ? place : null;
    }

    /** All of them, those of a partition as they came. */
    List<Casualty> inOrder() {
        return causes.entrySet().stream()
                .map(each -> new Casualty(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingInt((Casualty each) -> each.record().partition())
                        .thenComparingLong(each -> each.record().offset()))
                .toList();
    }
}
