package dev.waybill.letters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.Envelope;
import dev.waybill.contracts.MessageCodec;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Request;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.consuming.Alongside;
import dev.waybill.delivery.consuming.Foretelling.Foretold;
import dev.waybill.delivery.consuming.Inbound;
import dev.waybill.delivery.consuming.MessageReader;
import dev.waybill.delivery.consuming.Received;
import dev.waybill.delivery.letters.Casualty;
import dev.waybill.delivery.letters.Cause;
import dev.waybill.delivery.letters.Parking;
import dev.waybill.letters.planning.Planner;
import dev.waybill.letters.searching.Letters;
import dev.waybill.letters.settling.Discards;
import dev.waybill.letters.settling.Edits;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.Pending;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shard;
import dev.waybill.shards.ShardAwayException;
import dev.waybill.shards.ShardSettings;
import dev.waybill.shards.Shards;
import dev.waybill.shards.SlotRange;
import dev.waybill.shards.sql.NoRow;
import dev.waybill.shards.sql.Statement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A service with two shards that notes the messages it has handled, each in one row that can't be written twice, and refuses
 * those that it is told to refuse.
 */
public final class LetterBox implements AutoCloseable {

    public static final Topic TOPIC = Topic.ORDER_REPLIES;

    private static final Statement<Rows, NoRow> INSERT = Statement.of("applied-insert", Rows.class, """
            INSERT INTO applied (message, order_id) SELECT message, order_id FROM :rows ORDER BY nr
            """);

    record Row(UUID message, UUID orderId) {}

    record Rows(List<Row> rows) {}

    private final Vertx vertx = Vertx.vertx();
    private final List<String> databases = List.of(unique("letters_0"), unique("letters_1"));
    private final Shards shards;
    private final Inbounds inbounds;
    private final Clock clock = Clock.systemUTC();
    private final Set<UUID> refused = ConcurrentHashMap.newKeySet();
    private final Set<UUID> repeats = ConcurrentHashMap.newKeySet();
    private final Set<UUID> confusing = ConcurrentHashMap.newKeySet();
    private long place;
    private final AtomicInteger failuresAfterWriting = new AtomicInteger();

    public LetterBox() {
        List<ShardSettings> settings = new ArrayList<>();
        for (String database : databases) {
            String url = TestServers.shared().createDatabase(database);
            SlotRange slots = new SlotRange(settings.size() * 2048, settings.size() * 2048 + 2047);
            settings.add(new ShardSettings(url, slots, 4, Duration.ofSeconds(10)));
        }
        shards = new Shards(settings, "test", List.of("db/delivery", "db/applied"), vertx, new SimpleMeterRegistry());
        shards.open();
        inbounds = new Inbounds(List.of(Inbound.bySlot(
                TOPIC,
                Reply.class,
                reply -> RoutedId.slotOf(reply.orderId()),
                shards,
                this::handle,
                (shard, messages) -> messages.stream().map(this::foretell).toList())));
    }

    private void handle(Shard shard, List<Received<Reply>> batch, Alongside alongside) {
        shard.inTransaction(transaction -> {
            alongside.in(transaction);
            batch.forEach(each -> {
                if (refused.contains(each.envelope().id())) {
                    throw new IllegalArgumentException(
                            "%s is refused".formatted(each.envelope().id()));
                }
            });
            transaction
                    .send(
                            INSERT,
                            new Rows(batch.stream()
                                    .map(each -> new Row(
                                            each.envelope().id(), each.message().orderId()))
                                    .toList()))
                    .rows();
            if (failuresAfterWriting.getAndDecrement() > 0) {
                throw new ShardAwayException("killed before the commit");
            }
            return Pending.none();
        });
    }

    private Foretold foretell(Received<Reply> received) {
        UUID id = received.envelope().id();
        if (confusing.contains(id)) {
            throw new IllegalStateException("%s confuses".formatted(id));
        }
        return refused.contains(id)
                ? Foretold.isRefused(new IllegalArgumentException("refused"))
                : repeats.contains(id) ? Foretold.repeats("Known.") : Foretold.applies("New.");
    }

    public Shards shards() {
        return shards;
    }

    public Inbounds inbounds() {
        return inbounds;
    }

    public Clock clock() {
        return clock;
    }

    public Letters letters() {
        return new Letters(shards, "test-service");
    }

    public Planner planner() {
        return new Planner(shards, inbounds);
    }

    public Discards discards() {
        return new Discards(shards, clock);
    }

    public Edits edits() {
        return new Edits(letters(), clock);
    }

    /** Message ids that the service refuses from now on. */
    public void refuse(UUID... messages) {
        refused.addAll(List.of(messages));
    }

    public void refuseNothing() {
        refused.clear();
    }

    /** Message ids that the service says it knows. */
    public void know(UUID... messages) {
        repeats.addAll(List.of(messages));
    }

    /** Message ids that let it fail when the service is asked what would become of them. */
    public void confuse(UUID... messages) {
        confusing.addAll(List.of(messages));
    }

    /** So many transactions write all they have to, and are undone then. */
    public void failAfterWriting(int times) {
        failuresAfterWriting.set(times);
    }

    /** An order of the shard of that number. */
    public UUID order(int shard) {
        return RoutedId.create(shard * 2048 + 7, Instant.now(), ThreadLocalRandom.current());
    }

    /** A message about the order that could not be handled. */
    public UUID culprit(UUID order, String why) {
        return park(order, data(order), Cause.of("rejected", why));
    }

    /** One that can't be read. */
    public UUID garbage(UUID order, String data) {
        return park(
                order,
                data.getBytes(StandardCharsets.UTF_8),
                Cause.of("unreadable", "no " + data.substring(0, Math.min(20, data.length()))));
    }

    /** One that came behind. */
    public UUID behind(UUID order) {
        UUID message = UUID.randomUUID();
        parking(order).divert(Map.of(order, List.of(record(order, message, data(order)))));
        return message;
    }

    /** One that comes in, as a lane would take it: behind what is parked of its order, or handled at once. */
    public UUID arrival(UUID order) {
        UUID message = UUID.randomUUID();
        ConsumerRecord<byte[], byte[]> record = record(order, message, data(order));
        if (parking(order).divert(Map.of(order, List.of(record))).isEmpty()) {
            handle(shards.ofSlot(RoutedId.slotOf(order)), List.of(received(record)), Alongside.NOTHING);
        }
        return message;
    }

    @SuppressWarnings("unchecked")
    private Received<Reply> received(ConsumerRecord<byte[], byte[]> record) {
        Inbound<Reply> inbound = (Inbound<Reply>) inbounds.of(TOPIC.topicName()).orElseThrow();
        return switch (inbound.reader().read(record)) {
            case MessageReader.Reading.Good<Reply>(Received<Reply> good) -> good;
            case MessageReader.Reading.Bad<Reply>(String kind, String detail) -> throw new AssertionError(detail);
        };
    }

    /** Who is parked has a letter, whose letter is parked is parked, and what waits behind somebody is counted with it. */
    public void requireInStep() {
        assertThat(count("""
                parked_orders p WHERE NOT EXISTS (
                  SELECT FROM dead_letters l
                  WHERE l.status = 'parked' AND l.topic = p.topic AND l.order_id = p.order_id)""")).as("orders parked for nothing").isZero();
        assertThat(count("""
                dead_letters l WHERE l.status = 'parked' AND l.role = 'behind' AND NOT EXISTS (
                  SELECT FROM dead_letters c
                  WHERE c.status = 'parked' AND c.role = 'culprit' AND c.topic = l.topic AND c.order_id = l.order_id
                    AND c.nr < l.nr)""")).as("letters that wait behind nobody").isZero();
        assertThat(count("""
                dead_letters l JOIN parked_orders p ON l.topic = p.topic AND l.order_id = p.order_id
                WHERE l.status = 'parked' AND l.role = 'behind' AND l.cause_group <> p.cause_group""")).as("letters that are counted with what is gone").isZero();
        assertThat(count("""
                dead_letters l WHERE l.status = 'parked' AND l.order_id IS NOT NULL AND NOT EXISTS (
                  SELECT FROM parked_orders p WHERE l.topic = p.topic AND l.order_id = p.order_id)""")).as("letters that hold up nobody").isZero();
    }

    private UUID park(UUID order, byte[] data, Cause cause) {
        UUID message = UUID.randomUUID();
        parking(order).park(List.of(new Casualty(record(order, message, data), cause)));
        return message;
    }

    /** Many at once, each of an order of its own. */
    public List<UUID> culprits(int shard, int count, String why) {
        List<Casualty> casualties = new ArrayList<>();
        List<UUID> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UUID order = order(shard);
            messages.add(UUID.randomUUID());
            casualties.add(new Casualty(
                    record(order, messages.getLast(), data(order)), Cause.of("rejected", why.formatted(i))));
        }
        parking(order(shard)).park(casualties);
        return messages;
    }

    private Parking parking(UUID order) {
        return new Parking(shards.ofSlot(RoutedId.slotOf(order)), TOPIC.topicName(), "test-service", clock);
    }

    public static byte[] data(UUID order) {
        return MessageCodec.encode(
                new Reply.PaymentAuthorized(new Request(order, "authorize-payment", 1, 0), "acme", order));
    }

    private ConsumerRecord<byte[], byte[]> record(UUID order, UUID message, byte[] data) {
        RecordHeaders headers = new RecordHeaders();
        new Envelope(
                        message,
                        "/test",
                        MessageType.PAYMENT_AUTHORIZED.wireName(),
                        order.toString(),
                        Instant.now(),
                        null,
                        null)
                .toHeaders()
                .forEach(headers::add);
        byte[] key = order.toString().getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                TOPIC.topicName(),
                TOPIC.partitionOfSlot(RoutedId.slotOf(order)),
                place++,
                1_000_000,
                TimestampType.CREATE_TIME,
                key.length,
                data.length,
                key,
                data,
                headers,
                Optional.empty());
    }

    /** The messages that were applied, in order, on all shards. */
    public List<String> applied() {
        return ask("SELECT message FROM applied ORDER BY nr");
    }

    /** The first column of what all shards answer. */
    public List<String> ask(String sql) {
        List<String> answers = new ArrayList<>();
        for (String database : databases) {
            try (Connection connection = TestServers.shared().connect(database);
                    java.sql.Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    answers.add(rows.getString(1));
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return answers;
    }

    public long count(String from) {
        return ask("SELECT count(*) FROM " + from).stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    /** What no code of ours does. */
    public void change(String sql) {
        for (String database : databases) {
            try (Connection connection = TestServers.shared().connect(database);
                    java.sql.Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static String unique(String name) {
        return name + "_" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Override
    public void close() {
        shards.close();
        vertx.close();
    }
}
