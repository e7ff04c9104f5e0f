package dev.waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueuesIT {

    private static final String GROUP = "order-service";
    private static final AtomicInteger USED = new AtomicInteger();

    /** Each test's own: records come in the order of their times, as a producer sends them. */
    private final TopicPartition partition =
            new TopicPartition(Topic.ORDER_REPLIES.topicName(), USED.getAndIncrement());

    private final KafkaClients kafka = new TestBackends().kafka();
    private final Admin admin = kafka.admin();
    private final Producer<byte[], byte[]> producer = kafka.producer();

    @BeforeEach
    void readAll() throws Exception {
        Topics.createMissing(admin, List.of(Topic.values()));
        read(send(Instant.now().minusSeconds(20)) + 1);
    }

    @AfterEach
    void close() throws Exception {
        admin.deleteConsumerGroupOffsets(GROUP, Set.of(partition)).all().get();
        producer.close(Duration.ZERO);
        admin.close();
    }

    @Test
    void theyAreBehindWhileSomethingOldIsNotRead() throws Exception {
        assertThat(queues().areBehind()).isFalse();

        long old = send(Instant.now().minusSeconds(10));
        assertThat(queues().areBehind()).isTrue();
        assertThat(Objects.requireNonNull(queues().lengths().get(Topic.ORDER_REPLIES)))
                .isPositive();

        long young = send(Instant.now());
        assertThat(queues().areBehind()).isTrue();

        read(old + 1);
        assertThat(young).isGreaterThan(old);
        assertThat(queues().areBehind()).as("only one that is young").isFalse();
    }

    @Test
    void whoReadsNothingForTwoMinutesIsNotWaitedFor() throws Exception {
        AtomicLong nanos = new AtomicLong();
        Queues queues = new Queues(admin, Clock.systemUTC(), nanos::get);
        long first = send(Instant.now().minusSeconds(10));
        send(Instant.now().minusSeconds(9));
        assertThat(queues.areBehind()).isTrue();

        assertThat(queues.wereBehind()).isTrue();
        nanos.addAndGet(Duration.ofSeconds(119).toNanos());
        assertThat(queues.wereBehind()).as("nobody has asked for long").isFalse();
        assertThat(queues.areBehind()).isTrue();
        read(first + 1);
        nanos.addAndGet(Duration.ofSeconds(119).toNanos());
        assertThat(queues.areBehind()).as("moved a little").isTrue();

        nanos.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(queues.areBehind()).isFalse();
        assertThat(queues.wereBehind()).isFalse();
    }

    @Test
    void whatHasJustBeenSeenIsKnownForAWhile() throws Exception {
        Queues queues = queues();
        assertThat(queues.areBehind()).isFalse();

        send(Instant.now().minusSeconds(10));

        assertThat(queues.areBehind()).isFalse();
    }

    @Test
    void withoutABrokerNobodyIsAskedAgain() {
        try (Admin nobody = new KafkaClients(Map.of("bootstrap.servers", "127.0.0.1:1")).admin()) {
            Queues queues = new Queues(nobody, Clock.systemUTC());

            assertThat(queues.areBehind()).isTrue();
            assertThat(queues.lengths()).isEmpty();
        }
    }

    private Queues queues() {
        return new Queues(admin, Clock.systemUTC());
    }

    private long send(Instant at) throws ExecutionException, InterruptedException {
        RecordMetadata sent = producer.send(new ProducerRecord<>(
                        partition.topic(), partition.partition(), at.toEpochMilli(), new byte[1], new byte[1]))
                .get();
        return sent.offset();
    }

    private void read(long upTo) throws ExecutionException, InterruptedException {
        admin.alterConsumerGroupOffsets(GROUP, Map.of(partition, new OffsetAndMetadata(upTo)))
                .all()
                .get();
    }
}
