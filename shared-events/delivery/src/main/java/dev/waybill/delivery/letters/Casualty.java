package dev.waybill.delivery.letters;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A message that is not handled now, and why. */
public record Casualty(ConsumerRecord<byte[], byte[]> record, Cause cause) {

    /** Whether it is at fault itself, and does not only wait behind one that is. */
    public boolean isCulprit() {
        return !cause.kind().equals(Cause.BEHIND);
    }
}
