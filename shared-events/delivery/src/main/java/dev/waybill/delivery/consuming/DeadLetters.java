package dev.waybill.delivery.consuming;

import dev.waybill.contracts.Envelope;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.letters.Casualty;
import dev.waybill.delivery.letters.Cause;
import dev.waybill.delivery.letters.Letter;
import dev.waybill.delivery.letters.Parking;
import dev.waybill.shards.Shard;
import dev.waybill.shards.ShardAwayException;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages that can't be handled on {@code <topic>.dlq}, as they were sent, with headers that say why and where they
 * came from. Waits until the broker has them: only then, and when they are in the store too, may their offset be passed.
 */
public final class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final Producer<byte[], byte[]> producer;
    private final String service;
    private final Clock clock;
    private final MeterRegistry metrics;

    public DeadLetters(Producer<byte[], byte[]> producer, String service, Clock clock, MeterRegistry metrics) {
        this.producer = producer;
        this.service = service;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** The store that belongs to a lane. */
    Parking parking(Shard shard, Topic topic) {
        return new Parking(shard, topic.topicName(), service, clock);
    }

    MeterRegistry metrics() {
        return metrics;
    }

    /**
     * Writes all of them, and waits once, or twice where some are too large.
     *
     * @param announced those that are on the topic already, and are left out; the others are added when the broker has them
     * @throws ShardAwayException if the broker does not take them now
     */
    void announce(List<Casualty> culprits, Set<UUID> announced) {
        List<Casualty> news = culprits.stream()
                .filter(each -> !announced.contains(Letter.idOf(each.record())))
                .toList();
        if (news.isEmpty()) {
            return;
        }
        try {
            List<Casualty> tooLarge = write(news, DeadLetters::copyOf, announced);
            // Topics differ in what they take, and a sender may have compressed it; the store has all of it.
            List<Casualty> never = write(tooLarge, DeadLetters::announcementOf, announced);
            if (!never.isEmpty()) {
                throw new ShardAwayException("the dead-letter topic does not even take an announcement");
            }
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new ShardAwayException("the broker does not take the dead letters now", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShardAwayException("interrupted while writing dead letters", e);
        }
        tell(news);
    }

    /** Returns those that are too large for their topic. */
    private List<Casualty> write(
            List<Casualty> culprits,
            Function<ConsumerRecord<byte[], byte[]>, ProducerRecord<byte[], byte[]>> form,
            Set<UUID> announced)
            throws ExecutionException, TimeoutException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Casualty each : culprits) {
            sent.add(producer.send(letter(each, form.apply(each.record()))));
        }
        List<Casualty> tooLarge = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            try {
                sent.get(i).get(10, TimeUnit.SECONDS);
                announced.add(Letter.idOf(culprits.get(i).record()));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RecordTooLargeException)) {
                    throw e;
                }
                tooLarge.add(culprits.get(i));
            }
        }
        return tooLarge;
    }

    /** Each is counted; of those of one cause, one is told. */
    private void tell(List<Casualty> news) {
        Map<String, List<Casualty>> byGroup = new LinkedHashMap<>();
        for (Casualty each : news) {
            byGroup.computeIfAbsent(each.cause().group(), any -> new ArrayList<>())
                    .add(each);
            metrics.counter(
                            "waybill.dead.letters",
                            "topic",
                            each.record().topic(),
                            "cause",
                            each.cause().kind())
                    .increment();
        }
        byGroup.values().forEach(group -> tell(group.getFirst(), group.size()));
    }

    private static void tell(Casualty culprit, int ofItsKind) {
        LOG.warnf(
                "%d dead letters, such as from %s/%d at %d (%s), about %s, trace %s: %s",
                ofItsKind,
                culprit.record().topic(),
                culprit.record().partition(),
                culprit.record().offset(),
                culprit.cause().kind(),
                header(culprit.record(), Envelope.SUBJECT),
                header(culprit.record(), Envelope.TRACEPARENT),
                culprit.cause().message());
    }

    private ProducerRecord<byte[], byte[]> letter(Casualty casualty, ProducerRecord<byte[], byte[]> letter) {
        ConsumerRecord<byte[], byte[]> culprit = casualty.record();
        Cause cause = casualty.cause();
        header(letter, "dead-letter-cause", cause.kind());
        header(letter, "dead-letter-detail", cause.message());
        header(letter, "dead-letter-topic", culprit.topic());
        header(letter, "dead-letter-partition", String.valueOf(culprit.partition()));
        header(letter, "dead-letter-offset", String.valueOf(culprit.offset()));
        header(letter, "dead-letter-service", service);
        header(letter, "dead-letter-at", clock.instant().toString());
        return letter;
    }

    private static ProducerRecord<byte[], byte[]> copyOf(ConsumerRecord<byte[], byte[]> culprit) {
        ProducerRecord<byte[], byte[]> copy =
                new ProducerRecord<>(culprit.topic() + ".dlq", null, culprit.key(), culprit.value());
        culprit.headers().forEach(copy.headers()::add);
        return copy;
    }

    private static ProducerRecord<byte[], byte[]> announcementOf(ConsumerRecord<byte[], byte[]> culprit) {
        ProducerRecord<byte[], byte[]> announcement = new ProducerRecord<>(culprit.topic() + ".dlq", null, null, null);
        header(announcement, "dead-letter-left-out", "%d bytes, which are in the store".formatted(bytesOf(culprit)));
        return announcement;
    }

    private static long bytesOf(ConsumerRecord<byte[], byte[]> record) {
        long bytes = length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            bytes += header.key().length() + length(header.value());
        }
        return bytes;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static void header(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String header(ConsumerRecord<byte[], byte[]> culprit, String name) {
        Header header = culprit.headers().lastHeader(name);
        return header == null || header.value() == null
                ? "unknown"
                : new String(header.value(), StandardCharsets.UTF_8);
    }
}
