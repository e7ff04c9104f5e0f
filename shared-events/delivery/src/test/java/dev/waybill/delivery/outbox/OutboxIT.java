package dev.waybill.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.contracts.Topic;
import dev.waybill.delivery.TestBackends;
import dev.waybill.delivery.Topics;
import dev.waybill.local.servers.EmbeddedServers;
import dev.waybill.local.servers.ServerSizes;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.Shard;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a broker of its own, since one of these tests kills it. */
class OutboxIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static EmbeddedServers servers;

    private final String database = TestBackends.unique("outbox");
    private final TestBackends backends = new TestBackends(servers.kafkaBootstrap());
    private final Shard shard = migrated(database, backends);
    private final Producer<byte[], byte[]> producer = backends.kafka().producer();
    private final Relay relay = new Relay(producer, "/test", backends.metrics());
    private final OutboxSweeper sweeper = new OutboxSweeper(relay, "one", Duration.ZERO);

    @BeforeAll
    static void startBroker() {
        servers = EmbeddedServers.in(folder, ServerSizes.SMALL);
        try (TestBackends backends = new TestBackends(servers.kafkaBootstrap());
                Admin admin = backends.kafka().admin()) {
            Topics.createMissing(admin, List.of(Topic.ORDER_EVENTS));
        }
    }

    @AfterAll
    static void stopBroker() {
        servers.close();
    }

    @AfterEach
    void close() {
        producer.close(Duration.ofSeconds(1));
        backends.close();
    }

    @Test
    void whatIsPublishedArrivesAsItWasWrittenAndLeavesTheOutbox() {
        List<OutboxMessage> messages = Facts.about("order-published", 1, 500);
        relay.publish(shard, messages, emit(messages));
        List<ConsumerRecord<byte[], byte[]>> records = records("order-published", 500);
        assertThat(sequences(records)).isEqualTo(oneTo(500));
        ConsumerRecord<byte[], byte[]> first = records.getFirst();
        assertThat(first.partition()).isEqualTo(3);
        assertThat(first.value()).isEqualTo(messages.getFirst().data());
        assertThat(header(first, "ce_id"))
                .isEqualTo(messages.getFirst().messageId().toString());
        assertThat(header(first, "ce_source")).isEqualTo("/test");
        assertThat(header(first, "traceparent")).isEqualTo(messages.getFirst().traceparent());
        emptied();
    }

    @Test
    void whatACrashLeftBehindIsSwept() {
        emit(Facts.about("order-swept", 1, 50));
        assertThat(sweeper.runOnce(shard)).isEqualTo(50);
        assertThat(sweeper.runOnce(shard)).isZero();
        assertThat(sequences(records("order-swept", 50))).isEqualTo(oneTo(50));
        assertThat(waiting()).isZero();
    }

    @Test
    void oneSweeperAtATimeWorksOnAShard() {
        emit(Facts.about("order-lease", 1, 1));
        assertThat(sweeper.runOnce(shard)).isOne();
        emit(Facts.about("order-lease", 2, 2));
        assertThat(new OutboxSweeper(relay, "another", Duration.ZERO).runOnce(shard))
                .isZero();
        assertThat(sweeper.runOnce(shard)).isOne();
    }

    @Test
    void aMessageWaitsForAnOlderOneOfItsKeyThatSomebodyElseHolds() {
        emit(Facts.about("order-deferred", 1, 1));
        List<OutboxMessage> younger = Facts.about("order-deferred", 2, 3);
        relay.publish(shard, younger, emit(younger));
        assertThat(deferred()).isEqualTo(2);
        assertThat(sweeper.runOnce(shard)).isEqualTo(3);
        assertThat(sequences(records("order-deferred", 3))).isEqualTo(oneTo(3));
    }

    @Test
    void aMessageFollowsAnOlderOneThatThisProcessHasHandedOver() {
        List<OutboxMessage> older = Facts.about("order-direct", 1, 1);
        List<Emitted> first = emit(older);
        relay.publish(shard, older, first);
        List<OutboxMessage> younger = Facts.about("order-direct", 2, 2);
        List<Emitted> second = emit(younger);
        // Removed between the younger one's statement and its publication.
        emptiedExcept(1);
        relay.publish(
                shard,
                younger,
                List.of(new Emitted(
                        second.getFirst().position(),
                        second.getFirst().messageId(),
                        List.of(first.getFirst().position()))));
        assertThat(deferred()).isZero();
        assertThat(sequences(records("order-direct", 2))).isEqualTo(oneTo(2));
        emptied();
    }

    @Test
    void whatKeepsNobodyWaitingIsKeptBackAndLeavesTogether() {
        List<OutboxMessage> messages = publishUnhurried(99);
        // This process knows that it will publish them.
        assertThat(sweeper.runOnce(shard)).isZero();
        assertThat(ofKey(messages.getFirst().key())).isEmpty();
        assertThat(deferred()).isZero();
        relay.publishUnhurried(shard);
        assertThat(records(messages.getFirst().key(), 99)).hasSize(99);
        emptied();
    }

    @Test
    void asManyAsABatchWaitForNoMore() {
        assertThat(records(publishUnhurried(100).getFirst().key(), 100)).hasSize(100);
        emptied();
    }

    @Test
    void whatWasKeptBackByAProcessThatIsGoneIsSweptByAnother() {
        String key = publishUnhurried(10).getFirst().key();
        Relay other = new Relay(producer, "/other", backends.metrics());
        assertThat(new OutboxSweeper(other, "other", Duration.ZERO).runOnce(shard))
                .isEqualTo(10);
        assertThat(records(key, 10)).hasSize(10);
    }

    @Test
    void whatWasKeptBackIsTheSweepersIfTheBrokerDoesNotTakeIt() {
        Moody moody = new Moody(producer);
        Relay relayOfMoody = new Relay(moody.producer(), "/test", backends.metrics());
        publishUnhurried(relayOfMoody, 10);
        moody.refuses(true);
        relayOfMoody.publishUnhurried(shard);
        assertThat(deferred()).isEqualTo(10);
        moody.refuses(false);
        assertThat(new OutboxSweeper(relayOfMoody, "one", Duration.ZERO).runOnce(shard))
                .isEqualTo(10);
    }

    @Test
    void whatWasKeptBackIsNotEvenTriedWhileTheBrokerRefuses() {
        Moody moody = new Moody(producer);
        Relay relayOfMoody = new Relay(moody.producer(), "/test", backends.metrics());
        publishUnhurried(relayOfMoody, 10);
        moody.refuses(true);
        List<OutboxMessage> hurried = Facts.about("order-refused", 1, 1);
        relayOfMoody.publish(shard, hurried, emit(hurried));
        relayOfMoody.publishUnhurried(shard);
        assertThat(moody.refused()).isOne();
        assertThat(deferred()).isEqualTo(11);
        moody.refuses(false);
        assertThat(new OutboxSweeper(relayOfMoody, "one", Duration.ZERO).runOnce(shard))
                .isEqualTo(11);
    }

    private List<OutboxMessage> publishUnhurried(int count) {
        return publishUnhurried(relay, count);
    }

    private List<OutboxMessage> publishUnhurried(Relay by, int count) {
        List<OutboxMessage> messages = Facts.unhurried(count);
        by.publish(shard, messages, emit(messages));
        return messages;
    }

    @Test
    void aBrokerThatIsKilledAndComesBackLosesNothingAndKeepsTheOrder() {
        publish("order-killed", 1, 20);
        assertThat(records("order-killed", 20)).hasSize(20);
        servers.kafkaServer().kill();
        for (int batch = 1; batch < 10; batch++) {
            publish("order-killed", batch * 20 + 1, batch * 20 + 20);
        }
        servers.kafkaServer().start();
        await().atMost(PATIENCE).until(() -> {
            sweeper.runOnce(shard);
            relay.cleanOnce(shard);
            return waiting() == 0;
        });
        List<Long> firstOccurrences =
                sequences(records("order-killed", 200)).stream().distinct().toList();
        assertThat(firstOccurrences).isEqualTo(oneTo(200));
    }

    @Test
    void aMessageThatIsTooLargeHoldsUpItsOwnKeyOnly() {
        List<OutboxMessage> messages = new ArrayList<>(Facts.about("order-large", 1, 2));
        messages.set(0, large(messages.getFirst()));
        messages.addAll(Facts.about("order-beside", 1, 3));
        relay.publish(shard, messages, emit(messages));
        assertThat(sequences(records("order-beside", 3))).isEqualTo(oneTo(3));
        emptiedExcept(2);
        assertThat(sweeper.runOnce(shard)).isZero();
        assertThat(ofKey("order-large")).isEmpty();
    }

    private static OutboxMessage large(OutboxMessage message) {
        return new OutboxMessage(
                message.cause(),
                message.messageId(),
                message.topic(),
                message.partition(),
                message.key(),
                message.ordered(),
                message.type(),
                message.subject(),
                message.sequence(),
                message.traceparent(),
                message.saidAt(),
                new byte[5 * 1024 * 1024]);
    }

    @Test
    void aProducerThatIsClosedLeavesEverythingInTheOutbox() {
        producer.close();
        publish("order-closed", 1, 100);
        assertThat(deferred()).isEqualTo(100);
        assertThat(waiting()).isEqualTo(100);
    }

    private void publish(String key, long from, long to) {
        List<OutboxMessage> messages = Facts.about(key, from, to);
        relay.publish(shard, messages, emit(messages));
    }

    private List<Emitted> emit(List<OutboxMessage> messages) {
        return shard.inTransaction(transaction -> transaction.send(Facts.EMIT, new Facts.Messages(messages)));
    }

    private void emptied() {
        emptiedExcept(0);
    }

    private void emptiedExcept(int left) {
        await().atMost(PATIENCE).until(() -> {
            relay.cleanOnce(shard);
            return waiting() == left;
        });
    }

    private long waiting() {
        return TestBackends.ask(database, "SELECT count(*) FROM outbox").getFirst();
    }

    private double deferred() {
        return backends.metrics().counter("waybill.outbox.deferred").count();
    }

    /** The records of one key, once there are so many. */
    private List<ConsumerRecord<byte[], byte[]>> records(String key, int count) {
        return await().atMost(PATIENCE).until(() -> ofKey(key), found -> found.size() >= count);
    }

    private List<ConsumerRecord<byte[], byte[]>> ofKey(String key) {
        return backends.readAll(Topic.ORDER_EVENTS.topicName(), Topic.ORDER_EVENTS.partitions()).stream()
                .filter(record -> key.equals(new String(record.key(), StandardCharsets.UTF_8)))
                .toList();
    }

    private static List<Long> sequences(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> Long.valueOf(header(record, "ce_sequence")))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static List<Long> oneTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static Shard migrated(String database, TestBackends backends) {
        TestServers.shared().createDatabase(database);
        return backends.shards(database).all().getFirst();
    }
}
