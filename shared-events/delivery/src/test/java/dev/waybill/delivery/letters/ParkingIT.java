package dev.waybill.delivery.letters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.delivery.TestBackends;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.Shard;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store as one lane sees it. */
class ParkingIT {

    private static final String TOPIC = "test.replies.v1";
    private static final UUID PARKED = UUID.fromString("0199f0c2-7a3b-7abc-8def-0123456789ab");
    private static final UUID OTHER = UUID.fromString("0199f0c2-7a3b-7abc-8def-0123456789ac");

    private final TestBackends backends = new TestBackends();
    private final String database = TestBackends.unique("parking");
    private Shard shard;
    private Parking parking;

    @BeforeEach
    void open() {
        TestServers.shared().createDatabase(database);
        shard = backends.shards(database).all().getFirst();
        parking = new Parking(shard, TOPIC, "test", Clock.systemUTC());
    }

    @AfterEach
    void close() {
        backends.close();
    }

    @Test
    void asksOnlyAboutWhatMayBeParked() {
        assertThat(parking.mayHoldAny()).isTrue();
        assertThat(statementsOfDiverting(OTHER)).as("a first look").isOne();
        assertThat(parking.mayHoldAny()).isFalse();
        parking.park(List.of(culprit(2, PARKED)));
        assertThat(parking.mayHoldAny()).isTrue();
        assertThat(statementsOfDiverting(OTHER)).isZero();
        TestBackends.change(database, "DELETE FROM parked_orders");
        assertThat(statementsOfDiverting(PARKED)).as("it was let go").isOne();
        assertThat(parking.mayHoldAny()).isFalse();
        parking.doubt();
        assertThat(parking.mayHoldAny()).isTrue();
    }

    @Test
    void knowsWhatAnotherProcessHasParked() {
        new Parking(shard, TOPIC, "test", Clock.systemUTC()).park(List.of(culprit(1, PARKED)));
        assertThat(parking.divert(Map.of(PARKED, List.of(record(2, PARKED))))).containsExactly(PARKED);
        TestBackends.change(database, "DELETE FROM parked_orders");
        assertThat(parking.divert(Map.of(PARKED, List.of(record(3, PARKED))))).isEmpty();
        new Parking(shard, TOPIC, "test", Clock.systemUTC()).park(List.of(culprit(4, PARKED)));
        parking.doubt();
        assertThat(parking.divert(Map.of(PARKED, List.of(record(5, PARKED))))).containsExactly(PARKED);
    }

    @Test
    void whatComesForAParkedOrderGoesBehindAndTheRestDoesNot() {
        parking.park(List.of(culprit(1, PARKED)));
        assertThat(parking.divert(Map.of(
                        PARKED, List.of(record(2, PARKED), record(4, PARKED)), OTHER, List.of(record(3, OTHER)))))
                .containsExactly(PARKED);
        assertThat(TestBackends.ask(database, "SELECT place FROM dead_letters ORDER BY nr"))
                .containsExactly(1L, 2L, 4L);
        assertThat(TestBackends.ask(database, "SELECT count(*) FROM dead_letters WHERE role = 'behind'"))
                .containsExactly(2L);
        assertThat(TestBackends.ask(database, "SELECT count(DISTINCT cause_group) FROM dead_letters"))
                .containsExactly(1L);
    }

    @Test
    void aRecordThatComesAgainIsTheSameLetter() {
        Casualty culprit = culprit(1, PARKED);
        parking.park(List.of(culprit));
        parking.park(List.of(culprit, culprit(2, OTHER)));
        parking.divert(Map.of(PARKED, List.of(record(3, PARKED))));
        parking.divert(Map.of(PARKED, List.of(record(3, PARKED))));
        assertThat(TestBackends.ask(database, "SELECT place FROM dead_letters ORDER BY nr"))
                .containsExactly(1L, 2L, 3L);
        assertThat(TestBackends.ask(database, "SELECT count(*) FROM dead_letter_history"))
                .containsExactly(3L);
    }

    @Test
    void oneThatIsSettledAndComesAgainParksNobody() {
        Casualty culprit = culprit(1, PARKED);
        parking.park(List.of(culprit));
        TestBackends.change(database, "UPDATE dead_letters SET status = 'discarded', settled_at = now()");
        TestBackends.change(database, "DELETE FROM parked_orders");
        parking.park(List.of(culprit));
        assertThat(TestBackends.ask(database, "SELECT count(*) FROM parked_orders"))
                .containsExactly(0L);
    }

    @Test
    void aTopicThatWasMadeAnewHasOtherLetters() {
        parking.park(List.of(
                new Casualty(record(1, PARKED, 1_000), Cause.of("rejected", "no")),
                new Casualty(record(1, PARKED, 2_000), Cause.of("rejected", "no"))));
        assertThat(TestBackends.ask(database, "SELECT count(*) FROM dead_letters"))
                .containsExactly(2L);
    }

    @Test
    void whateverIsInARecordIsStored() {
        ConsumerRecord<byte[], byte[]> hostile = new ConsumerRecord<>(
                TOPIC,
                0,
                1,
                Long.MAX_VALUE,
                TimestampType.CREATE_TIME,
                3,
                3,
                new byte[] {0, (byte) 0xFF, (byte) 0xC0},
                "{\"tenant\":\"a\\u0000b\\ud800\",\"request\":{\"step\":\"%s\"}}"
                        .formatted("x".repeat(10_000))
                        .getBytes(StandardCharsets.UTF_8),
                new RecordHeaders()
                        .add("ce_type", new byte[] {'t', 0, (byte) 0xFF})
                        .add("\0", null),
                Optional.empty());
        parking.park(List.of(
                new Casualty(hostile, Cause.of("unreadable", "\0")),
                new Casualty(new ConsumerRecord<>(TOPIC, 0, 2, null, null), Cause.of("unreadable", ""))));
        assertThat(TestBackends.ask(database, "SELECT count(*) FROM dead_letters"))
                .containsExactly(2L);
    }

    private double statementsOfDiverting(UUID order) {
        double before = statements();
        assertThat(parking.divert(Map.of(order, List.of(record(9, order))))).isEmpty();
        return statements() - before;
    }

    private double statements() {
        return backends.metrics()
                .counter("waybill.shard.statements", "shard", database)
                .count();
    }

    private static Casualty culprit(long place, UUID order) {
        return new Casualty(record(place, order), Cause.of("rejected", "no " + place));
    }

    private static ConsumerRecord<byte[], byte[]> record(long place, UUID order) {
        return record(place, order, 1_000);
    }

    private static ConsumerRecord<byte[], byte[]> record(long place, UUID order, long sentAt) {
        byte[] key = order.toString().getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                TOPIC,
                0,
                place,
                sentAt,
                TimestampType.CREATE_TIME,
                key.length,
                2,
                key,
                "{}".getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty());
    }
}
