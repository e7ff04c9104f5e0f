package dev.waybill.console.letters;

import dev.waybill.console.Address;
import dev.waybill.console.Shown;
import dev.waybill.console.letters.Said.Letter;
import dev.waybill.console.letters.Said.Letters;
import dev.waybill.console.peers.Answer.Came;
import dev.waybill.console.peers.Answers;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Letters of all services as a list shows them, latest failure first. Pure.
 *
 * @param next the address of the page behind this one; empty on the last
 * @param missing what could not be asked, each a sentence
 */
record LettersView(Filter filter, String about, List<Row> letters, String next, List<String> missing) {

    /**
     * @param chosen how a checkbox names it
     */
    record Row(
            String chosen,
            String path,
            String type,
            String cause,
            String orderId,
            String orderPath,
            String place,
            String role,
            String status,
            String tone,
            String failed,
            int attempts) {}

    /** Something can be done only with what is parked. */
    public boolean parked() {
        return filter.get("status").isEmpty() || filter.get("status").equals("parked");
    }

    static LettersView of(Filter filter, Answers<Letters> answers, Instant now) {
        List<Row> rows = answers.came().stream()
                .flatMap(came -> came.value().letters().stream())
                .sorted(Comparator.comparing(Letter::lastFailedAt).reversed())
                .map(letter -> row(letter, now))
                .toList();
        return new LettersView(
                filter,
                filter.sentence(cause(filter, answers.came())),
                rows,
                next(filter, answers.came()),
                answers.missing(Letters::shardsAway));
    }

    /** All letters that the list is of, as the query of an address: an empty one would mean none. */
    public String all() {
        return filter.explicit().query();
    }

    /** In the words of one of them: a group's code says nothing to anybody. */
    private static String cause(Filter filter, List<Came<Letters>> came) {
        return came.stream()
                .flatMap(each -> each.value().letters().stream())
                .filter(letter -> filter.get("group").equals(letter.cause().group()))
                .map(letter -> letter.cause().message())
                .findFirst()
                .orElse("");
    }

    /** Every service has a place of its own where its list goes on; one without is at its end and is not asked again. */
    private static String next(Filter filter, List<Came<Letters>> came) {
        Map<String, String> cursors = new LinkedHashMap<>();
        came.forEach(each -> {
            if (each.value().next() != null) {
                cursors.put(each.service(), each.value().next());
            }
        });
        return cursors.isEmpty()
                ? ""
                : "/console/dead-letters/letters?%s%s"
                        .formatted(
                                filter.query(),
                                cursors.entrySet().stream()
                                        .map(cursor ->
                                                "&cursor=" + Address.encoded(cursor.getKey() + ":" + cursor.getValue()))
                                        .collect(Collectors.joining()));
    }

    private static Row row(Letter letter, Instant now) {
        return new Row(
                letter.service() + ":" + letter.id(),
                "/console/dead-letters/letters/%s/%s".formatted(letter.service(), letter.id()),
                Shown.text(letter.type(), "unknown"),
                letter.role().equals("behind")
                        ? "waits for an earlier letter of its order"
                        : letter.cause().message(),
                Shown.text(letter.orderId(), ""),
                orderPath(letter.orderId()),
                "%s %d @ %d".formatted(letter.topic(), letter.partition(), letter.offset()),
                letter.role(),
                letter.status(),
                tone(letter.status()),
                Shown.ago(letter.lastFailedAt(), now),
                letter.attempts());
    }

    static String orderPath(@Nullable String orderId) {
        return orderId == null || orderId.isEmpty() ? "" : "/console/orders/" + Address.encoded(orderId);
    }

    static String tone(String status) {
        return switch (status) {
            case "parked" -> "bad";
            case "replayed" -> "good";
            default -> "muted";
        };
    }
}
