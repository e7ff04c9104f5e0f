package dev.waybill.delivery.consuming;

import dev.waybill.delivery.letters.About;
import dev.waybill.delivery.letters.Casualty;
import dev.waybill.delivery.letters.Cause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What of one batch can't be handled, and what of the same orders came after it. Pure. A record is asked about before any
 * that came after it of the same order.
 */
final class Casualties {

    private final Map<ConsumerRecord<byte[], byte[]>, Cause> causes = new HashMap<>();
    private final Map<UUID, Place> parked = new HashMap<>();

    private record Place(long offset, String group) {}

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

    /** All of them, as they came. */
    List<Casualty> inOrderOf(List<ConsumerRecord<byte[], byte[]>> records) {
        if (causes.isEmpty()) {
            return List.of();
        }
        List<Casualty> casualties = new ArrayList<>(causes.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Cause cause = causes.get(record);
            if (cause != null) {
                casualties.add(new Casualty(record, cause));
            }
        }
        return casualties;
    }
}
