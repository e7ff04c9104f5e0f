package dev.waybill.delivery.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.TestBackends;
import dev.waybill.delivery.TestMessages;
import dev.waybill.delivery.Topics;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.Shards;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each test has a topic to itself, since they all share a broker. */
class BatchConsumerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STOCK_RELEASED = "waybill.inventory.stock-released.v1";

    private final TestBackends backends = new TestBackends();
    private final Admin admin = backends.kafka().admin();
    private final Producer<byte[], byte[]> producer = backends.kafka().producer();
    private final String first = TestBackends.unique("consumer_0");
    private final String second = TestBackends.unique("consumer_1");

    @AfterEach
    void close() {
        producer.close(Duration.ofSeconds(1));
        admin.close(Duration.ofSeconds(1));
        backends.close();
    }

    @Test
    void aBatchWithCulpritsLosesNoNeighbour() throws Exception {
        Topic topic = topic(Topic.ORDER_REPLIES);
        Shards shards = shards(first, second);
        for (int i = 0; i < 40; i++) {
            send(TestMessages.record(topic, TestMessages.replyOfSlot(i * 100)));
            switch (i) {
                case 5 -> send(TestMessages.bare(topic, 0, bytes("garbage")));
                case 10 -> send(TestMessages.record(topic, 1, "waybill.order.order-danced.v1", bytes("{}")));
                case 15 -> send(TestMessages.record(topic, 2, STOCK_RELEASED, bytes("{")));
                case 20 -> send(TestMessages.record(topic, 31, TestMessages.replyOfSlot(0)));
                case 25 -> send(TestMessages.record(topic, TestMessages.replyOfSlot(2500, "poison")));
                default -> {}
            }
        }
        producer.flush();
        try (BatchConsumer<Reply> consumer = consumer(topic, "culprits", shards, Handled::insert)) {
            consumer.start();
            List<ConsumerRecord<byte[], byte[]>> letters = await().atMost(PATIENCE)
                    .until(() -> backends.readAll(topic.deadLetterTopicName(), 1), found -> found.size() >= 5);
            await().atMost(PATIENCE).until(() -> handled(first, second) == 40);
            assertThat(letters.stream().map(letter -> header(letter, "dead-letter-cause")))
                    .containsExactlyInAnyOrder(
                            "malformed_envelope", "unknown_type", "unreadable", "misrouted", "rejected");
            for (ConsumerRecord<byte[], byte[]> letter : letters) {
                assertThat(header(letter, "dead-letter-topic")).isEqualTo(topic.topicName());
                assertThat(header(letter, "dead-letter-service")).isEqualTo("test");
                assertThat(header(letter, "dead-letter-offset")).matches("\\d+");
                assertThat(header(letter, "dead-letter-detail")).isNotBlank();
            }
        }
    }

    @Test
    void aShardThatIsAwayHoldsUpItsOwnMessagesOnly() throws Exception {
        Topic topic = topic(Topic.PAYMENT_COMMANDS);
        TestServers.shared().createDatabase(first);
        Shards shards = backends.shards(first, second);
        sendToEverySlot(topic, 128);
        // One that nobody can read is on its way to the shard that is away: it is buried once, not at every try.
        send(TestMessages.bare(topic, 31, bytes("garbage")));
        producer.flush();
        try (BatchConsumer<Reply> consumer = consumer(topic, "away", shards, Handled::insert)) {
            consumer.start();
            await().atMost(PATIENCE).until(() -> handled(first) == 64);
            await().atMost(PATIENCE).until(() -> committed("away").size() == 16);
            TestServers.shared().createDatabase(second);
            await().atMost(PATIENCE).until(() -> shards.all().getLast().ready() && handled(second) == 64);
            await().atMost(PATIENCE).until(() -> committed("away").size() == 32);
        }
        assertThat(backends.readAll(topic.deadLetterTopicName(), 1)).hasSize(1);
    }

    @Test
    void aRebalanceLosesNothingAndKeepsThePartitionsOrder() throws Exception {
        Topic topic = topic(Topic.INVENTORY_COMMANDS);
        Shards shards = shards(first, second);
        CountDownLatch oneHasBegun = new CountDownLatch(1);
        CountDownLatch twoHasBegun = new CountDownLatch(1);
        BatchConsumer<Reply> one = consumer(topic, "rebalance", shards, (shard, batch, alongside) -> {
            Handled.insert(shard, batch, alongside);
            oneHasBegun.countDown();
        });
        BatchConsumer<Reply> two = consumer(topic, "rebalance", shards, (shard, batch, alongside) -> {
            Handled.insert(shard, batch, alongside);
            twoHasBegun.countDown();
        });
        try (one;
                two) {
            one.start();
            sendToEverySlot(topic, 1_024);
            oneHasBegun.await();
            two.start();
            // Keep it busy until the second has its share, and then beyond.
            int sent = 1_024;
            while (!twoHasBegun.await(20, TimeUnit.MILLISECONDS) || sent < 4_096) {
                sendToEverySlot(topic, 256);
                sent += 256;
            }
            one.close();
            sendToEverySlot(topic, 256);
            long all = sent + 256L;
            await().atMost(PATIENCE).until(() -> handled(first, second) == all);
        }
        for (String database : List.of(first, second)) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                assertThat(TestBackends.ask(
                                database, "SELECT place FROM handled WHERE partition = " + partition + " ORDER BY nr"))
                        .isSorted();
            }
        }
    }

    @Test
    void anOrderlyCloseCommitsExactlyWhatWasDone() throws Exception {
        Topic topic = topic(Topic.ORDER_EVENTS);
        Shards shards = shards(first, second);
        sendToEverySlot(topic, 256);
        CountDownLatch begun = new CountDownLatch(2);
        Semaphore mayGoOn = new Semaphore(0);
        BatchConsumer<Reply> consumer = consumer(topic, "orderly", shards, (shard, batch, alongside) -> {
            begun.countDown();
            mayGoOn.acquireUninterruptibly();
            Handled.insert(shard, batch, alongside);
        });
        consumer.start();
        begun.await();
        try (ExecutorService closer = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> closed = closer.submit(consumer::close);
            mayGoOn.release(1_000);
            closed.get();
        }
        Map<Integer, Long> done = Handled.lastPlaces(first, second);
        assertThat(committed("orderly")).isEqualTo(done);
        long before = handled(first, second);
        List<Integer> again = new CopyOnWriteArrayList<>();
        try (BatchConsumer<Reply> next = consumer(topic, "orderly", shards, (shard, batch, alongside) -> {
            again.add(batch.size());
            Handled.insert(shard, batch, alongside);
        })) {
            next.start();
            await().atMost(PATIENCE).until(() -> handled(first, second) == 256);
        }
        assertThat(again.stream().mapToInt(Integer::intValue).sum()).isEqualTo((int) (256 - before));
    }

    @Test
    void oneThatWasNeverStartedCloses() {
        consumer(Topic.ORDER_REPLIES, "unstarted", shards(first), Handled::insert)
                .close();
    }

    private BatchConsumer<Reply> consumer(Topic topic, String group, Shards shards, BatchHandler<Reply> handler) {
        DeadLetters deadLetters = new DeadLetters(producer, "test", Clock.systemUTC(), backends.metrics());
        Inbound<Reply> inbound = Inbound.bySlot(
                topic, Reply.class, TestMessages::slotOf, shards, handler, (shard, messages) -> List.of());
        return new BatchConsumer<>(inbound, backends.kafka().consumer(group), deadLetters, 20);
    }

    private Topic topic(Topic topic) {
        Topics.createMissing(admin, List.of(topic));
        return topic;
    }

    private Shards shards(String... databases) {
        for (String database : databases) {
            TestServers.shared().createDatabase(database);
        }
        return backends.shards(databases);
    }

    private void sendToEverySlot(Topic topic, int count) {
        int apart = 4_096 / count;
        IntStream.range(0, count)
                .forEach(i -> send(TestMessages.record(topic, TestMessages.replyOfSlot(i * Math.max(1, apart)))));
        producer.flush();
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    private static long handled(String... databases) {
        return List.of(databases).stream()
                .mapToLong(database -> TestBackends.ask(database, "SELECT count(*) FROM handled")
                        .getFirst())
                .sum();
    }

    /** The group's offsets, by partition. */
    private Map<Integer, Long> committed(String group) throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .collect(Collectors.toMap(
                        (Map.Entry<TopicPartition, ?> each) -> each.getKey().partition(),
                        each -> each.getValue().offset()));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
