package dev.waybill.testing;

import dev.waybill.contracts.Envelope;
import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.InventoryCommand.CommitStock;
import dev.waybill.contracts.InventoryCommand.ExtendReservation;
import dev.waybill.contracts.InventoryCommand.ReleaseStock;
import dev.waybill.contracts.InventoryCommand.ReserveStock;
import dev.waybill.contracts.InventoryCommand.ReturnStock;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.MessageCodec;
import dev.waybill.contracts.MessageId;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.PaymentCommand;
import dev.waybill.contracts.PaymentCommand.AuthorizePayment;
import dev.waybill.contracts.PaymentCommand.CapturePayment;
import dev.waybill.contracts.PaymentCommand.RefundPayment;
import dev.waybill.contracts.PaymentCommand.VoidPayment;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Shortage;
import dev.waybill.contracts.StockRejectionReason;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.delivery.Topics;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.RoutedId;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Plays the other side of the contract on the real topics: answers every command as it says itself, where it says that it
 * is answered. A payment token that begins with {@code tok_decline_} is declined, and so is a SKU called
 * {@code OUT-OF-STOCK}. {@code tok_slow_authorize} and {@code tok_slow_capture} take two seconds for that, and an
 * authorization with {@code tok_silent} is never answered.
 */
public final class Participants implements QuarkusTestResourceLifecycleManager {

    private KafkaClients kafka;
    private Consumer<byte[], byte[]> commands;
    private Producer<byte[], byte[]> producer;
    private Thread loop;
    private final Map<UUID, String> tokens = new ConcurrentHashMap<>();

    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        kafka = new KafkaClients(
                Map.of("bootstrap.servers", TestServers.shared().kafkaBootstrap()));
        try (Admin admin = kafka.admin()) {
            Topics.createMissing(admin, List.of(Topic.values()));
        }
        producer = kafka.producer();
        commands = kafka.consumer("participants");
        commands.subscribe(List.of(Topic.INVENTORY_COMMANDS.topicName(), Topic.PAYMENT_COMMANDS.topicName()));
        loop = Thread.ofPlatform().daemon().start(this::answerAll);
        return Map.of("waybill.inventory-slots", "0-2047,2048-4095");
    }

    @Override
    public void stop() {
        commands.wakeup();
        try {
            loop.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answerAll() {
        try {
            while (true) {
                commands.poll(Duration.ofMillis(100)).forEach(this::answer);
            }
        } catch (WakeupException end) {
            commands.close();
            producer.close();
        }
    }

    private void answer(ConsumerRecord<byte[], byte[]> record) {
        String type = new String(record.headers().lastHeader(Envelope.TYPE).value(), StandardCharsets.UTF_8);
        if (MessageCodec.decode(type, record.value()) instanceof MessageCodec.Decoded.Known(Message command)) {
            Reply reply = reply(command);
            if (reply != null) {
                later(command).execute(() -> send(reply));
            }
        }
    }

    /** At once, unless the order's payment token says that this is what it is slow at. */
    private Executor later(Message command) {
        if (command instanceof AuthorizePayment payment) {
            tokens.put(payment.orderId(), payment.paymentToken());
        }
        String token = command instanceof PaymentCommand payment ? tokens.getOrDefault(payment.orderId(), "") : "";
        boolean slow =
                switch (command) {
                    case AuthorizePayment any -> token.equals("tok_slow_authorize");
                    case CapturePayment any -> token.equals("tok_slow_capture");
                    default -> false;
                };
        return slow ? CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS) : Runnable::run;
    }

    private static @Nullable Reply reply(Message command) {
        return switch (command) {
            case InventoryCommand stock -> stockReply(stock);
            case PaymentCommand payment -> paymentReply(payment);
            default -> throw new IllegalArgumentException("no command: " + command);
        };
    }

    private static @Nullable Reply stockReply(InventoryCommand command) {
        return switch (command) {
            case ReserveStock(var request, var tenant, var order, var lines)
            when lines.stream().anyMatch(line -> line.sku().equals("OUT-OF-STOCK")) ->
                new Reply.StockRejected(
                        request,
                        tenant,
                        order,
                        StockRejectionReason.OUT_OF_STOCK,
                        List.of(new Shortage("OUT-OF-STOCK", 1, 0)));
            case ReserveStock(var request, var tenant, var order, var lines) ->
                new Reply.StockReserved(request, tenant, order);
            case ReleaseStock(var request, var tenant, var order) -> new Reply.StockReleased(request, tenant, order);
            case CommitStock(var request, var tenant, var order, var reservation) ->
                new Reply.StockCommitted(request, tenant, order);
            case ExtendReservation held -> null;
            case ReturnStock(var request, var tenant, var order, var reservation, var lines) ->
                new Reply.StockReturned(request, tenant, order);
        };
    }

    private static @Nullable Reply paymentReply(PaymentCommand command) {
        return switch (command) {
            case AuthorizePayment unanswered when unanswered.paymentToken().equals("tok_silent") -> null;
            case AuthorizePayment(var request, var tenant, var order, var customer, var amount, var token) ->
                token.startsWith("tok_decline_")
                        ? new Reply.PaymentDeclined(request, tenant, order, token.substring(12))
                        : new Reply.PaymentAuthorized(request, tenant, order);
            case VoidPayment(var request, var tenant, var order) -> new Reply.PaymentVoided(request, tenant, order);
            case CapturePayment(var request, var tenant, var order, var authorization) ->
                new Reply.PaymentCaptured(request, tenant, order);
            case RefundPayment(var request, var tenant, var order, var authorization, var amount) ->
                new Reply.PaymentRefunded(request, tenant, order);
        };
    }

    private void send(Reply reply) {
        Topic topic = Topic.ORDER_REPLIES;
        MessageType type = MessageType.of(reply);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic.topicName(),
                topic.partitionOfSlot(RoutedId.slotOf(reply.orderId())),
                reply.key().getBytes(StandardCharsets.UTF_8),
                MessageCodec.encode(reply));
        new Envelope(
                        MessageId.of(type, reply.request()),
                        "/test",
                        type.wireName(),
                        reply.subject(),
                        Instant.now(),
                        null,
                        null)
                .toHeaders()
                .forEach(record.headers()::add);
        producer.send(record);
    }
}
