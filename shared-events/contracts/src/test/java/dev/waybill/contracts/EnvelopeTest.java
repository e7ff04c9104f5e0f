package dev.waybill.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void anEventsHeadersAreThoseOfTheKafkaBinding() {
        assertThat(text(anyEvent().toHeaders())).containsExactlyEntriesOf(new LinkedHashMap<>(headersOfAnyEvent()));
    }

    @Test
    void aCommandHasNoSequence() {
        assertThat(anyCommand().toHeaders()).doesNotContainKeys(Envelope.SEQUENCE, Envelope.TRACEPARENT);
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(read(text(anyEvent().toHeaders()))).isEqualTo(anyEvent());
        assertThat(read(text(anyCommand().toHeaders()))).isEqualTo(anyCommand());
    }

    @Test
    void attributesOfAnyScriptSurvive() {
        Envelope foreign = new Envelope(Examples.SAGA, "/größe", "тип", "茶杯", Examples.PLACED, null, "ключ");

        assertThat(Envelope.fromHeaders(foreign.toHeaders()::get)).isEqualTo(foreign);
    }

    @ParameterizedTest
    @ValueSource(strings = {Envelope.ID, Envelope.SOURCE, Envelope.TYPE, Envelope.SUBJECT, Envelope.TIME})
    void aRequiredHeaderThatIsMissingIsNamed(String header) {
        Map<String, String> headers = headersOfAnyEvent();
        headers.remove(header);

        assertThatExceptionOfType(MalformedEnvelopeException.class)
                .isThrownBy(() -> read(headers))
                .withMessageContaining(header);
    }

    @ParameterizedTest
    @CsvSource({
        Envelope.ID + ", 42",
        Envelope.ID + ", ''",
        Envelope.TIME + ", yesterday",
        Envelope.TIME + ", 1773480413",
        Envelope.SEQUENCE + ", second",
        Envelope.SEQUENCE + ", ''"
    })
    void aHeaderThatIsNoValueOfItsTypeIsMalformed(String header, String value) {
        Map<String, String> headers = headersOfAnyEvent();
        headers.put(header, value);

        assertThatExceptionOfType(MalformedEnvelopeException.class).isThrownBy(() -> read(headers));
    }

    @Test
    void aTimeMayHaveAnOffset() {
        Map<String, String> headers = headersOfAnyEvent();
        headers.put(Envelope.TIME, "2026-03-14T10:26:53.711204+01:00");

        assertThat(read(headers).time()).isEqualTo(Examples.DECIDED);
    }

    @Test
    void headersOfOthersAreIgnored() {
        Map<String, String> headers = headersOfAnyEvent();
        headers.put("ce_partitionkey", "7");
        headers.put("dead-letter-reason", "none");

        assertThat(read(headers)).isEqualTo(anyEvent());
    }

    private static Envelope anyEvent() {
        UUID id = UUID.fromString("9d3c3fb0-6d4e-3a57-8a37-0f6f4c8a2b11");
        return new Envelope(
                id,
                "/waybill/order-service",
                MessageType.ORDER_CONFIRMED.wireName(),
                Examples.ORDER.toString(),
                Examples.DECIDED,
                2L,
                TRACEPARENT);
    }

    @Test
    void aHeaderThatNoDatabaseKeepsIsMalformed() {
        Map<String, String> headers = headersOfAnyEvent();
        headers.put("traceparent", "\0");
        assertThatExceptionOfType(MalformedEnvelopeException.class)
                .isThrownBy(() -> read(headers))
                .withMessageContaining("traceparent");
    }

    private static Envelope anyCommand() {
        Instant time = Instant.parse("2026-03-14T09:26:53Z");
        String type = MessageType.RESERVE_STOCK.wireName();
        return new Envelope(Examples.SAGA, "/waybill/order-service", type, "subject", time, null, null);
    }

    private static Map<String, String> headersOfAnyEvent() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", "9d3c3fb0-6d4e-3a57-8a37-0f6f4c8a2b11");
        headers.put("ce_source", "/waybill/order-service");
        headers.put("ce_type", "waybill.order.order-confirmed.v1");
        headers.put("ce_subject", "0195f2a0-7c1e-7a5b-9c3d-2f4e6a8b0c1d");
        headers.put("ce_time", "2026-03-14T09:26:53.711204Z");
        headers.put("content-type", "application/json");
        headers.put("ce_sequence", "2");
        headers.put("traceparent", TRACEPARENT);
        return headers;
    }

    private static Envelope read(Map<String, String> headers) {
        return Envelope.fromHeaders(name -> {
            String value = headers.get(name);
            return value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        });
    }

    private static Map<String, String> text(Map<String, byte[]> headers) {
        Map<String, String> text = new LinkedHashMap<>();
        headers.forEach((name, value) -> text.put(name, new String(value, StandardCharsets.UTF_8)));
        return text;
    }
}
