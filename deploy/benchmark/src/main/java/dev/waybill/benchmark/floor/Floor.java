package dev.waybill.benchmark.floor;

import dev.waybill.benchmark.load.Load;
import dev.waybill.benchmark.load.Tally;
import dev.waybill.local.servers.PostgresAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What an order waits for at least until it is decided: six commits and four hops over the broker, one after the other.
 * Order, hop, reservation, hop, saga, hop, payment's intent, its outcome, hop, saga. Whatever comes while a stage commits
 * is committed together next, as Waybill does. No HTTP, no decisions, one row of eight bytes a commit.
 */
public final class Floor implements AutoCloseable {
    private static final String DATABASE = "floor";
    private static final String TOPIC = "floor-";
    private static final int HOPS = 4;
    private static final int PARTITIONS = 4;
    private static final long PAUSE_NANOS = 200_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Commits first;
    private final List<Stage> stages;
    private volatile Tally tally = new Tally();

    /** @param kafka {@code host:port} */
    public Floor(PostgresAddress postgres, String kafka) {
        postgres.createDatabase(DATABASE);
        createTopics(kafka);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "acks", "all", "enable.idempotence", "true", "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        Commits.createTable(postgres, DATABASE);
        first = new Commits(postgres, DATABASE);
        stages = IntStream.range(0, HOPS)
                .mapToObj(hop -> new Stage(
                        kafka,
                        TOPIC + hop,
                        new Commits(postgres, DATABASE),
                        // The third is the payment, which is written before and after the bank is asked.
                        hop == 2 ? 2 : 1,
                        hop + 1 < HOPS ? sent -> send(hop + 1, sent) : this::arrived))
                .toList();
    }

    private static void createTopics(String kafka) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(IntStream.range(0, HOPS)
                            .mapToObj(hop -> new NewTopic(TOPIC + hop, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the floor's topics can't be made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were made", e);
        }
    }

    /** So many a second, each timed from when it should have begun. */
    public Load run(int perSecond, Duration warmUp, Duration measured) {
        Tally tally = new Tally();
        this.tally = tally;
        double between = 1e9 / perSecond;
        long begun = System.nanoTime();
        long count = begun + warmUp.toNanos();
        long end = count + measured.toNanos();
        long sent = 0;
        boolean counting = false;
        for (long now = begun; now < end; now = System.nanoTime()) {
            if (!counting && now >= count) {
                tally.begin();
                counting = true;
            }
            List<Long> due = new ArrayList<>();
            for (; begun + (long) (sent * between) <= now; sent++) {
                due.add(begun + (long) (sent * between));
            }
            if (due.isEmpty()) {
                LockSupport.parkNanos(PAUSE_NANOS);
            } else {
                first.commit(due);
                due.forEach(each -> send(0, each));
            }
        }
        tally.end();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        return tally.load();
    }

    private void send(int hop, long since) {
        producer.send(new ProducerRecord<>(
                TOPIC + hop, ByteBuffer.allocate(Long.BYTES).putLong(since).array()));
    }

    private void arrived(long since) {
        tally.arrived(since);
    }

    @Override
    public void close() {
        stages.forEach(Stage::close);
        producer.close();
        first.close();
    }
}
