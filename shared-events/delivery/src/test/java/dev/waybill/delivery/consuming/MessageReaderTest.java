package dev.waybill.delivery.consuming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.PaymentCommand;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.TestMessages;
import dev.waybill.delivery.consuming.MessageReader.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class MessageReaderTest {

    private static final Topic TOPIC = Topic.ORDER_REPLIES;
    private static final String STOCK_RELEASED = "waybill.inventory.stock-released.v1";

    private final MessageReader<Reply> reader =
            new MessageReader<>(Reply.class, reply -> TOPIC.partitionOfSlot(TestMessages.slotOf(reply)));

    @Test
    void readsAMessage() {
        Reply reply = TestMessages.replyOfSlot(200);
        assertThat(reader.read(received(TestMessages.record(TOPIC, reply))))
                .isInstanceOfSatisfying(Reading.Good.class, good -> {
                    assertThat(good.received().message()).isEqualTo(reply);
                    assertThat(good.received().envelope().type()).isEqualTo(STOCK_RELEASED);
                });
    }

    @Test
    void namesWhatIsWrong() {
        assertThat(cause(TestMessages.bare(TOPIC, 0, bytes("garbage")))).isEqualTo("malformed_envelope");
        assertThat(cause(TestMessages.record(TOPIC, 0, "waybill.order.order-danced.v1", bytes("{}"))))
                .isEqualTo("unknown_type");
        assertThat(cause(TestMessages.record(TOPIC, 0, STOCK_RELEASED, bytes("{\"request\":"))))
                .isEqualTo("unreadable");
        assertThat(cause(TestMessages.record(TOPIC, 0, STOCK_RELEASED, bytes("{}"))))
                .isEqualTo("unreadable");
        assertThat(cause(TestMessages.record(TOPIC, 0, STOCK_RELEASED, bytes("[".repeat(100_000)))))
                .isEqualTo("unreadable");
        assertThat(cause(TestMessages.bare(TOPIC, 0, null))).isEqualTo("malformed_envelope");
    }

    @Test
    void refusesAMessageOnAPartitionThatIsNotItsOwn() {
        assertThat(cause(TestMessages.record(TOPIC, 7, TestMessages.replyOfSlot(200))))
                .isEqualTo("misrouted");
    }

    @Test
    void refusesAMessageThatCantSayWhereItBelongs() {
        MessageReader<Reply> failing = new MessageReader<>(Reply.class, reply -> {
            throw new ArrayIndexOutOfBoundsException("5000");
        });
        ProducerRecord<byte[], byte[]> record = TestMessages.record(TOPIC, TestMessages.replyOfSlot(200));
        assertThat(failing.read(received(record)))
                .isInstanceOfSatisfying(
                        Reading.Bad.class, bad -> assertThat(bad.detail()).contains("5000"));
    }

    @Test
    void refusesAMessageThatIsNotForThisTopic() {
        MessageReader<PaymentCommand> other = new MessageReader<>(PaymentCommand.class, null);
        assertThat(other.read(received(TestMessages.record(TOPIC, TestMessages.replyOfSlot(200)))))
                .isInstanceOfSatisfying(Reading.Bad.class, bad -> {
                    assertThat(bad.cause()).isEqualTo("unexpected_type");
                    assertThat(bad.detail()).contains(STOCK_RELEASED, TOPIC.topicName());
                });
    }

    private String cause(ProducerRecord<byte[], byte[]> record) {
        return switch (reader.read(received(record))) {
            case Reading.Good<Reply> good -> "none";
            case Reading.Bad<Reply>(String cause, String detail) -> cause;
        };
    }

    private static ConsumerRecord<byte[], byte[]> received(ProducerRecord<byte[], byte[]> sent) {
        return new ConsumerRecord<>(
                sent.topic(),
                sent.partition(),
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
