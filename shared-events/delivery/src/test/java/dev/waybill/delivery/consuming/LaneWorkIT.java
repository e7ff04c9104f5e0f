package dev.waybill.delivery.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.contracts.MessageCodec;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.delivery.TestBackends;
import dev.waybill.delivery.TestMessages;
import dev.waybill.delivery.Topics;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.ShardAwayException;
import dev.waybill.shards.Shards;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message that can't be handled parks its own order, and no other. The topic is one whose dead letters no other test looks at. */
class LaneWorkIT {

    private static final Topic TOPIC = Topic.PRODUCTS;

    private final TestBackends backends = new TestBackends();
    private final Producer<byte[], byte[]> producer = backends.kafka().producer();
    private final String database = TestBackends.unique("lane");
    private final List<ConsumerRecord<byte[], byte[]>> sent = new ArrayList<>();
    private LaneWork<Reply> work;
    private int runs;
    private int outages;

    @BeforeEach
    void open() {
        try (Admin admin = backends.kafka().admin()) {
            Topics.createMissing(admin, List.of(TOPIC));
        }
        TestServers.shared().createDatabase(database);
        Shards shards = backends.shards(database);
        Inbound<Reply> inbound = Inbound.bySlot(
                TOPIC,
                Reply.class,
                TestMessages::slotOf,
                shards,
                (shard, batch, alongside) -> {
                    runs++;
                    if (outages-- > 0) {
                        throw new ShardAwayException("away");
                    }
                    Handled.insert(shard, batch, alongside);
                },
                (shard, messages) -> List.of());
        work = new LaneWork<>(
                inbound,
                shards.all().getFirst(),
                new DeadLetters(producer, "test", Clock.systemUTC(), backends.metrics()));
    }

    @AfterEach
    void close() {
        producer.close(Duration.ofSeconds(1));
        backends.close();
    }

    @Test
    void theRestOfItsOrderWaitsBehindItAndTheOthersGoOn() {
        Reply order = TestMessages.replyOfSlot(7);
        Reply other = TestMessages.replyOfSlot(7);
        send(order, other);
        send(TestMessages.next(order, "poison"), TestMessages.next(other, "acme"));
        send(TestMessages.next(order, "acme"), TestMessages.next(order, "poison"));
        handle();
        assertThat(places("dead_letters")).containsExactly(2L, 4L, 5L);
        send(TestMessages.next(order, "acme"), TestMessages.next(other, "acme"));
        handle();
        assertThat(places("handled")).containsExactly(0L, 1L, 3L, 7L);
        assertThat(places("dead_letters")).containsExactly(2L, 4L, 5L, 6L);
        assertThat(places("dead_letters WHERE role = 'culprit'")).containsExactly(2L);
        assertThat(places("dead_letters WHERE order_id = '%s'".formatted(order.orderId())))
                .hasSize(4);
        assertThat(announced()).isOne();
    }

    @Test
    void whatCanNotBeReadParksTheOrderThatItIsAbout() {
        Reply order = TestMessages.replyOfSlot(7);
        send(order);
        send(TestMessages.aboutItsOrder(TOPIC, order, "{".getBytes(StandardCharsets.UTF_8)));
        send(TestMessages.next(order, "acme"), TestMessages.replyOfSlot(7));
        handle();
        assertThat(places("dead_letters WHERE cause_class = 'unreadable'")).containsExactly(1L);
        assertThat(places("dead_letters WHERE cause_class = 'behind'")).containsExactly(2L);
        assertThat(places("handled")).containsExactly(0L, 3L);
    }

    @Test
    void oneThatFailsBeforeAnotherThatCanNotBeReadComesFirst() {
        Reply order = TestMessages.replyOfSlot(7, "poison");
        send(order, TestMessages.next(order, "acme"));
        send(TestMessages.aboutItsOrder(TOPIC, order, "{".getBytes(StandardCharsets.UTF_8)));
        send(TestMessages.next(order, "acme"));
        handle();
        assertThat(places("dead_letters")).containsExactly(0L, 1L, 2L, 3L);
        assertThat(places("dead_letters WHERE role = 'culprit'")).containsExactly(0L, 2L);
        assertThat(places("handled")).isEmpty();
    }

    @Test
    void whatIsOfNoKnownOrderParksNobody() {
        send(TestMessages.bare(TOPIC, 0, "garbage".getBytes(StandardCharsets.UTF_8)));
        send(TestMessages.replyOfSlot(7));
        handle();
        assertThat(places("dead_letters")).containsExactly(0L);
        assertThat(TestBackends.ask(database, "SELECT count(*) FROM parked_orders"))
                .containsExactly(0L);
    }

    @Test
    void oneAmongFiveHundredCostsAFewSplits() {
        IntStream.range(0, 500).forEach(i -> send(TestMessages.replyOfSlot(7, i == 333 ? "poison" : "acme")));
        handle();
        assertThat(places("dead_letters")).containsExactly(333L);
        assertThat(places("handled")).hasSize(499);
        assertThat(runs).isLessThanOrEqualTo(1 + 2 * 9);
    }

    @Test
    void oneThatBreaksARuleOfTheDatabaseIsTakenOutAtOnce() {
        TestBackends.change(
                database, "ALTER TABLE handled ADD CONSTRAINT not_this_place CHECK (place <> 333) NOT VALID");
        IntStream.range(0, 500).forEach(i -> send(TestMessages.replyOfSlot(7)));
        handle();
        assertThat(places("dead_letters WHERE cause_message LIKE '%not_this_place%'"))
                .containsExactly(333L);
        assertThat(places("handled")).hasSize(499);
        assertThat(runs).isEqualTo(2);
    }

    @Test
    void withNothingParkedNothingIsAskedOfTheStore() {
        send(TestMessages.replyOfSlot(7));
        handle();
        send(TestMessages.replyOfSlot(7));
        double before = statements();
        handle();
        // BEGIN, the handler's own, COMMIT.
        assertThat(statements() - before).isEqualTo(3);
    }

    @Test
    void anOutageIsNobodysFaultAndWhatIsBuriedIsAnnouncedOnce() {
        send(TestMessages.bare(TOPIC, 0, "garbage".getBytes(StandardCharsets.UTF_8)));
        send(TestMessages.replyOfSlot(7));
        outages = 2;
        List<ConsumerRecord<byte[], byte[]>> batch = List.copyOf(sent);
        assertThatThrownBy(() -> work.handle(batch)).isInstanceOf(ShardAwayException.class);
        assertThatThrownBy(() -> work.handle(batch)).isInstanceOf(ShardAwayException.class);
        assertThat(work.settle(true))
                .as("nothing is left of a batch that comes again")
                .isTrue();
        assertThat(places("dead_letters")).isEmpty();
        work.handle(batch);
        work.handle(batch);
        work.settle(true);
        assertThat(places("handled")).containsExactly(1L);
        assertThat(places("dead_letters")).containsExactly(0L);
    }

    @Test
    void whatComesBehindOneThatIsNotBuriedYetWaitsBehindItAndAllIsBuriedAtOnce() {
        Reply order = TestMessages.replyOfSlot(7);
        Reply other = TestMessages.replyOfSlot(7);
        send(TestMessages.aboutItsOrder(TOPIC, order, "{".getBytes(StandardCharsets.UTF_8)));
        handleAlone();
        send(TestMessages.next(order, "acme"), other);
        handleAlone();
        send(TestMessages.aboutItsOrder(TOPIC, other, "{".getBytes(StandardCharsets.UTF_8)));
        handleAlone();
        assertThat(places("handled")).containsExactly(2L);
        assertThat(places("dead_letters")).isEmpty();
        double before = statements();
        assertThat(work.settle(true)).isTrue();
        // One between BEGIN and COMMIT, since something waits behind another.
        assertThat(statements() - before).isEqualTo(3);
        assertThat(places("dead_letters WHERE role = 'culprit'")).containsExactly(0L, 3L);
        assertThat(places("dead_letters WHERE role = 'behind'")).containsExactly(1L);
    }

    @Test
    void whatIsNotBuriedYetOfAPartitionThatGoesElsewhereIsNotBuriedHere() {
        send(TestMessages.bare(TOPIC, 0, "garbage".getBytes(StandardCharsets.UTF_8)));
        handleAlone();
        work.forget(Set.of(new TopicPartition(TOPIC.topicName(), 0)));
        assertThat(work.settle(true)).isTrue();
        assertThat(places("dead_letters")).isEmpty();
        assertThat(announced()).isZero();
    }

    @Test
    void oneThatIsTooLargeForTheDeadLetterTopicIsInTheStoreAllTheSame() {
        byte[] large = new byte[KafkaClients.LARGEST_MESSAGE_BYTES + 1];
        long before = withoutPayload();
        send(TestMessages.bare(TOPIC, 0, large));
        send(TestMessages.replyOfSlot(7));
        handle();
        assertThat(places("handled")).containsExactly(1L);
        assertThat(places("dead_letters WHERE octet_length(payload) = %d".formatted(large.length)))
                .containsExactly(0L);
        assertThat(announced()).isOne();
        assertThat(withoutPayload() - before).isOne();
    }

    @Test
    void soIsOneThatIsTooLargeForADeadLetterTopicThatWasThereBefore() throws Exception {
        byte[] large = new byte[100_000];
        long before = withoutPayload();
        send(TestMessages.bare(TOPIC, 0, large));
        try (Admin admin = backends.kafka().admin()) {
            takeAtMost(admin, "65536");
            try {
                handle();
            } finally {
                takeAtMost(admin, "8388608");
            }
        }
        assertThat(places("dead_letters WHERE octet_length(payload) = %d".formatted(large.length)))
                .containsExactly(0L);
        assertThat(announced()).isOne();
        assertThat(withoutPayload() - before).isOne();
    }

    /** Of all tests, on the topic itself. */
    private long withoutPayload() {
        return backends.readAll(TOPIC.deadLetterTopicName(), 1).stream()
                .filter(record -> record.headers().lastHeader("dead-letter-left-out") != null)
                .count();
    }

    private static void takeAtMost(Admin admin, String bytes) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC.deadLetterTopicName());
        AlterConfigOp limit = new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(topic, List.of(limit))).all().get();
        await().until(() -> admin.describeConfigs(List.of(topic))
                .all()
                .get()
                .get(topic)
                .get("max.message.bytes")
                .value()
                .equals(bytes));
    }

    @Test
    void aStoreThatIsAwayKeepsTheLettersAndTheTopicHasThemOnce() {
        send(TestMessages.bare(TOPIC, 0, "garbage".getBytes(StandardCharsets.UTF_8)));
        List<ConsumerRecord<byte[], byte[]>> batch = List.copyOf(sent);
        TestBackends.change(database, "ALTER TABLE dead_letters RENAME TO elsewhere");
        work.handle(batch);
        assertThatThrownBy(() -> work.settle(true)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> work.settle(true)).isInstanceOf(RuntimeException.class);
        TestBackends.change(database, "ALTER TABLE elsewhere RENAME TO dead_letters");
        assertThat(work.settle(true)).isTrue();
        assertThat(announced()).isOne();
        assertThat(places("dead_letters")).containsExactly(0L);
    }

    private void send(Reply... replies) {
        for (Reply reply : replies) {
            send(TestMessages.aboutItsOrder(TOPIC, reply, MessageCodec.encode(reply)));
        }
    }

    private int next;

    /** As the broker would give it back. */
    private void send(ProducerRecord<byte[], byte[]> record) {
        sent.add(new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                next++,
                1_000_000,
                TimestampType.CREATE_TIME,
                record.key().length,
                record.value().length,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty()));
    }

    private void handle() {
        handleAlone();
        assertThat(work.settle(true)).isTrue();
    }

    private void handleAlone() {
        work.handle(List.copyOf(sent));
        sent.clear();
    }

    private List<Long> places(String from) {
        return TestBackends.ask(database, "SELECT place FROM %s ORDER BY place".formatted(from));
    }

    private double announced() {
        return backends.metrics().find("waybill.dead.letters").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private double statements() {
        return backends.metrics()
                .counter("waybill.shard.statements", "shard", database)
                .count();
    }
}
