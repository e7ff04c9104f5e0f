package dev.waybill.benchmark.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.benchmark.letters.Spoilt.Where;
import dev.waybill.benchmark.shop.TimeOrderedId;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts spoilt messages on the topics, as somebody else's program would. */
final class Planter implements AutoCloseable {
    /** Seldom enough that it costs the machine little to plant, beside what it costs to deal with. */
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<Where, Integer> partitions = new EnumMap<>(Where.class);

    Planter(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", "20"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        for (Where where : Where.values()) {
            partitions.put(where, producer.partitionsFor(where.topic()).size());
        }
    }

    /** Returns as soon as all of them are made; what it returns is done when the broker has them. */
    CompletableFuture<Void> begin(Drip drip) {
        List<ProducerRecord<byte[], byte[]>> records = IntStream.range(0, drip.all())
                .mapToObj(number -> record(Spoilt.numbered(number, TimeOrderedId.next())))
                .toList();
        return CompletableFuture.runAsync(
                () -> plant(drip, records),
                task -> Thread.ofVirtual().name("planter").start(task));
    }

    private void plant(Drip drip, List<ProducerRecord<byte[], byte[]>> records) {
        long begun = System.nanoTime();
        for (int number = 0; number < records.size(); LockSupport.parkNanos(LOOK_AGAIN_NANOS)) {
            int due = drip.due(Duration.ofNanos(System.nanoTime() - begun));
            records.subList(number, due).forEach(producer::send);
            number = due;
        }
        producer.flush();
    }

    private ProducerRecord<byte[], byte[]> record(Spoilt spoilt) {
        int partition = spoilt.partition(partitions.getOrDefault(spoilt.where(), 1));
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                spoilt.where().topic(),
                partition,
                spoilt.key().getBytes(UTF_8),
                spoilt.data().getBytes(UTF_8));
        spoilt.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }

    @Override
    public void close() {
        producer.close();
    }
}
