package dev.waybill.delivery.outbox;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;

/** Makes a producer send now what it would keep for some milliseconds, until more has come. */
final class Haste {

    private final Producer<?, ?> producer;
    private final AtomicBoolean flushing = new AtomicBoolean();

    Haste(Producer<?, ?> producer) {
        this.producer = producer;
    }

    /**
     * Waits for nothing. A flush does, for the broker, so it has a thread to itself, and ends when the producer is closed. There
     * is one at a time: while it goes on the producer keeps nothing back, and what comes just as it ends is kept as long as
     * usual.
     */
    void sendNow() {
        if (flushing.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::flush);
        }
    }

    private void flush() {
        try {
            producer.flush();
        } finally {
            flushing.set(false);
        }
    }
}
