package dev.waybill.console.letters;

import dev.waybill.console.Address;
import dev.waybill.console.Shown;
import dev.waybill.console.letters.Said.Event;
import dev.waybill.console.letters.Said.Letter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One letter as its page shows it. Pure.
 *
 * @param payload for people: JSON is laid out, if that loses nothing
 * @param raw the payload itself, to be edited
 * @param text whether it is text; what is not can't be edited here
 */
record LetterPage(
        String id,
        String service,
        String chosen,
        String type,
        String status,
        String tone,
        boolean parked,
        String cause,
        String causeClass,
        String role,
        String payload,
        String raw,
        boolean text,
        String original,
        String orderPath,
        String replayPath,
        List<Fact> facts,
        List<Fact> headers,
        List<Happened> history) {

    record Fact(String name, String value) {}

    record Happened(String at, String what, String by, String reason, String detail) {}

    static LetterPage of(Letter letter) {
        boolean text = letter.payload() != null;
        String raw = text ? Shown.text(letter.payload(), "") : Shown.text(letter.payloadBase64(), "");
        return new LetterPage(
                letter.id().toString(),
                letter.service(),
                letter.service() + ":" + letter.id(),
                Shown.text(letter.type(), "unknown"),
                letter.status(),
                LettersView.tone(letter.status()),
                letter.status().equals("parked"),
                letter.cause().message(),
                Shown.words(letter.cause().type()),
                letter.role(),
                text ? Layout.of(raw) : raw,
                raw,
                text,
                Shown.text(letter.originalPayload(), ""),
                LettersView.orderPath(letter.orderId()),
                letter.replay() == null ? "" : "/console/dead-letters/replays/" + Address.encoded(letter.replay()),
                facts(letter),
                headers(letter),
                letter.history().stream().map(LetterPage::happened).toList());
    }

    private static List<Fact> facts(Letter letter) {
        return List.of(
                new Fact("Service and shard", letter.service() + ", " + letter.shard()),
                new Fact("Topic", letter.topic()),
                new Fact("Partition and offset", "%d @ %d".formatted(letter.partition(), letter.offset())),
                new Fact("Key", Shown.text(letter.key(), "–")),
                new Fact("Sent", Shown.time(letter.sentAt())),
                new Fact("Order", Shown.text(letter.orderId(), "unknown")),
                new Fact("Shop", Shown.text(letter.tenant(), "unknown")),
                new Fact("Saga", Shown.text(letter.saga(), "–")),
                new Fact("Step", Shown.text(letter.step(), "–")),
                new Fact("Failed first", Shown.time(letter.firstFailedAt())),
                new Fact("Failed last", Shown.time(letter.lastFailedAt())),
                new Fact("Tried", letter.attempts() == 1 ? "once" : "%d times".formatted(letter.attempts())));
    }

    private static List<Fact> headers(Letter letter) {
        Map<String, String> headers = letter.headers() == null ? Map.of() : new TreeMap<>(letter.headers());
        return headers.entrySet().stream()
                .map(header -> new Fact(header.getKey(), String.valueOf(header.getValue())))
                .toList();
    }

    private static Happened happened(Event event) {
        return new Happened(
                Shown.time(event.at()),
                event.what().replace('-', ' '),
                Shown.text(event.by(), ""),
                Shown.text(event.reason(), ""),
                Shown.text(event.detail(), ""));
    }
}
