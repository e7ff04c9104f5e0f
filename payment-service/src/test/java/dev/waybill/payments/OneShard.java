package dev.waybill.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.PaymentCommand;
import dev.waybill.delivery.consuming.Received;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.Shard;
import dev.waybill.shards.ShardSettings;
import dev.waybill.shards.Shards;
import dev.waybill.shards.SlotRange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real shard without the service round it, so that nothing else works or counts on it; what it publishes is kept. */
public final class OneShard implements AutoCloseable {

    public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public synchronized Future<RecordMetadata> send(
                        ProducerRecord<byte[], byte[]> record, Callback callback) {
                    Future<RecordMetadata> sent = super.send(record, callback);
                    notifyAll();
                    return sent;
                }
            };
    private final Vertx vertx = Vertx.vertx();
    private final Shards shards;
    private final List<Relay> relays = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService unhurried = Executors.newSingleThreadScheduledExecutor();

    public OneShard(String database) {
        ShardSettings settings = new ShardSettings(
                TestServers.shared().createDatabase(database), new SlotRange(0, 4095), 4, Duration.ofSeconds(5));
        shards = new Shards(List.of(settings), "test", List.of("db/delivery", "db/payments"), vertx, metrics);
        shards.open();
        unhurried.scheduleWithFixedDelay(
                () -> relays.forEach(relay -> relay.publishUnhurried(shard())), 20, 20, TimeUnit.MILLISECONDS);
    }

    public Shard shard() {
        return shards.all().getFirst();
    }

    public Payments payments() {
        return payments(Clock.systemUTC());
    }

    public Payments payments(Clock clock) {
        Relay relay = new Relay(producer, "/waybill/test", metrics);
        relays.add(relay);
        return new Payments(relay, clock);
    }

    /** The payment as it is in the database. */
    public Payment read(AnOrder order) {
        return shard().run(PaymentStatements.LOCK, new PaymentStatements.Ids(List.of(order.paymentId())))
                .getFirst()
                .payment();
    }

    /** The refund as it is in the database. */
    public Refund readRefund(AnOrder order, int nr) {
        return shard().run(PaymentStatements.READ_REFUNDS, new PaymentStatements.Ids(List.of(order.refundId(nr))))
                .getFirst()
                .refund();
    }

    /** The types of the messages about the order that went out, in order. */
    public List<String> published(AnOrder order) {
        return producer.history().stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8)
                        .equals(order.id().toString()))
                .map(record -> new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Waits until a message of that type about the order has gone out. */
    public void awaitPublished(AnOrder order, String type) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        synchronized (producer) {
            while (!published(order).contains(type)) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                assertThat(left).as("only %s went out", published(order)).isPositive();
                producer.wait(left);
            }
        }
    }

    /** Statements sent so far, BEGIN and COMMIT among them. */
    public double statements() {
        return metrics.counter("waybill.shard.statements", "shard", shard().name())
                .count();
    }

    public static List<Received<PaymentCommand>> received(Stream<? extends PaymentCommand> commands) {
        return commands.map(command -> new Received<PaymentCommand>(
                        command,
                        SagaStandIn.envelope(command),
                        new ConsumerRecord<>("payment.commands.v1", 0, 0, new byte[0], new byte[0])))
                .toList();
    }

    @Override
    public void close() {
        unhurried.shutdownNow();
        shards.close();
        vertx.close();
    }
}
