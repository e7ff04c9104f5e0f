package dev.waybill.delivery.letters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class AboutTest {

    private static final UUID ORDER = UUID.fromString("0199f0c2-7a3b-7abc-8def-0123456789ab");
    private static final UUID SAGA = UUID.fromString("0199f0c2-7a3b-7abc-8def-0123456789ac");

    @Test
    void tellsWhatItCanOfWhatCanBeRead() {
        ConsumerRecord<byte[], byte[]> record = record("key", """
                {"request":{"sagaId":"%s","step":"capture-payment","attempt":2},"tenant":"acme"}""".formatted(SAGA));
        record.headers()
                .add(Envelope.SUBJECT, bytes(ORDER.toString()))
                .add(Envelope.TYPE, bytes("waybill.payment.payment-captured.v1"));
        assertThat(About.of(record)).isEqualTo(new About("PaymentCaptured", ORDER, "acme", SAGA, "capture-payment", 2));
    }

    @Test
    void tellsTheOrderOfWhatCanNot() {
        assertThat(About.of(record(ORDER.toString(), "{\"cut\": \"sho")))
                .isEqualTo(new About(null, ORDER, null, null, null, null));
    }

    @Test
    void aSubjectThatIsNoIdLeavesItToTheKey() {
        ConsumerRecord<byte[], byte[]> record = record(ORDER.toString(), "7");
        record.headers().add(Envelope.SUBJECT, bytes("SPOON")).add(Envelope.TYPE, bytes("nobody.knows.v1"));
        assertThat(About.of(record)).isEqualTo(new About("nobody.knows.v1", ORDER, null, null, null, null));
    }

    @Test
    void whatIsHostileIsNobodys() {
        for (String data : new String[] {"", "[]", "null", "{\"request\":7,\"tenant\":[]}", "[".repeat(100_000)}) {
            assertThat(About.of(record("1-1-1-1-1", data))).isEqualTo(new About(null, null, null, null, null, null));
        }
        assertThat(About.of(new ConsumerRecord<>("t", 0, 0, null, null)).orderId())
                .isNull();
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, String data) {
        return new ConsumerRecord<>("topic", 0, 7, bytes(key), bytes(data));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
