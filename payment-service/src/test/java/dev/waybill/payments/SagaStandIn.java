package dev.waybill.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.Envelope;
import dev.waybill.contracts.MessageCodec;
import dev.waybill.contracts.MessageId;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.PaymentCommand;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.local.servers.TestServers;
import dev.waybill.shards.RoutedId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Plays the orders' sagas: sends commands and reads replies, on the real topics. */
public final class SagaStandIn implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    public static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    /** A reply as it came. */
    public record Heard(UUID messageId, String traceparent, Reply reply) {}

    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> consumer;
    private final List<Heard> heard = new ArrayList<>();

    public SagaStandIn() {
        KafkaClients kafka = new KafkaClients(
                Map.of("bootstrap.servers", TestServers.shared().kafkaBootstrap()));
        producer = kafka.producer();
        consumer = kafka.reader();
        consumer.assign(IntStream.range(0, Topic.ORDER_REPLIES.partitions())
                .mapToObj(number -> new TopicPartition(Topic.ORDER_REPLIES.topicName(), number))
                .toList());
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
    }

    public void send(PaymentCommand command) {
        int slot = RoutedId.slotOf(command.orderId());
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topic.PAYMENT_COMMANDS.topicName(),
                Topic.PAYMENT_COMMANDS.partitionOfSlot(slot),
                command.key().getBytes(StandardCharsets.UTF_8),
                MessageCodec.encode(command));
        envelope(command).toHeaders().forEach(record.headers()::add);
        producer.send(record);
        producer.flush();
    }

    public static Envelope envelope(PaymentCommand command) {
        MessageType type = MessageType.of(command);
        return new Envelope(
                MessageId.of(type, command.request()),
                "/waybill/test",
                type.wireName(),
                command.subject(),
                Instant.now(),
                null,
                "00-" + TRACE_ID + "-00f067aa0ba902b7-01");
    }

    /** The next reply of that type about the order, among those not yet heard of. */
    public <R extends Reply> Heard hear(Class<R> type, AnOrder order) {
        return hear(
                each -> type.isInstance(each.reply()) && each.reply().orderId().equals(order.id()));
    }

    /** All that was heard so far, in the order in which it came. */
    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    private Heard hear(Predicate<Heard> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        int from = 0;
        while (true) {
            for (; from < heard.size(); from++) {
                if (wanted.test(heard.get(from))) {
                    return heard.remove(from);
                }
            }
            assertThat(Instant.now()).as("heard only %s", heard).isBefore(end);
            consumer.poll(Duration.ofMillis(200)).forEach(record -> heard.add(read(record)));
        }
    }

    private static Heard read(ConsumerRecord<byte[], byte[]> record) {
        Envelope envelope = Envelope.fromHeaders(name -> record.headers().lastHeader(name) == null
                ? null
                : record.headers().lastHeader(name).value());
        return switch (MessageCodec.decode(envelope.type(), record.value())) {
            case MessageCodec.Decoded.Known known ->
                new Heard(envelope.id(), envelope.traceparent(), (Reply) known.message());
            default -> throw new AssertionError("unreadable: " + envelope);
        };
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
