package dev.waybill.console.letters;

import dev.waybill.console.Shown;
import dev.waybill.console.letters.Said.Plan;
import dev.waybill.console.letters.Said.Planned;
import dev.waybill.console.peers.Answer.Came;
import dev.waybill.console.peers.Answers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a replay would come to, as it is shown before it is begun. Pure.
 *
 * @param replay the id under which it would be begun: however often its form is sent, it is one replay
 * @param letters the first of each verdict, of each service
 * @param unlisted how many there are besides, in words; empty if there are none
 * @param services that have any of the letters
 * @param missing what could not be asked, each a sentence
 */
record PlanView(
        Selection selection,
        String replay,
        String about,
        boolean any,
        String count,
        List<Foretold> verdicts,
        List<Row> letters,
        String unlisted,
        List<String> services,
        List<String> missing) {

    /** What the services' words mean, in the order in which they are shown. */
    private static final Map<String, String> MEANINGS = meanings();

    record Foretold(String verdict, String tone, String count, String meaning) {}

    record Row(String path, String orderId, String orderPath, String type, String verdict, String tone, String why) {}

    /**
     * @param about which letters, in words
     */
    static PlanView of(Selection selection, String about, UUID replay, Answers<Plan> answers) {
        Map<String, Long> verdicts = new LinkedHashMap<>();
        MEANINGS.keySet().forEach(verdict -> verdicts.put(verdict, 0L));
        answers.came()
                .forEach(
                        came -> came.value().verdicts().forEach((verdict, n) -> verdicts.merge(verdict, n, Long::sum)));
        List<Row> rows = new ArrayList<>();
        answers.came().forEach(came -> came.value().letters().forEach(letter -> rows.add(row(came, letter))));
        long count =
                answers.came().stream().mapToLong(came -> came.value().count()).sum();
        return new PlanView(
                selection,
                replay.toString(),
                about,
                count > 0,
                Shown.number(count),
                verdicts.entrySet().stream()
                        .filter(verdict -> verdict.getValue() > 0)
                        .map(verdict -> new Foretold(
                                verdict.getKey().replace('_', ' '),
                                tone(verdict.getKey()),
                                Shown.number(verdict.getValue()),
                                MEANINGS.getOrDefault(verdict.getKey(), "")))
                        .toList(),
                rows,
                count > rows.size() ? Shown.number(count - rows.size()) : "",
                answers.came().stream()
                        .filter(came -> came.value().count() > 0)
                        .map(Came::service)
                        .toList(),
                answers.missing(Plan::shardsAway));
    }

    private static Row row(Came<Plan> came, Planned letter) {
        return new Row(
                "/console/dead-letters/letters/%s/%s".formatted(came.service(), letter.id()),
                Shown.text(letter.orderId(), ""),
                LettersView.orderPath(letter.orderId()),
                Shown.text(letter.type(), "unknown"),
                letter.verdict().replace('_', ' '),
                tone(letter.verdict()),
                Shown.text(letter.why(), ""));
    }

    private static String tone(String verdict) {
        return switch (verdict) {
            case "will_apply" -> "good";
            case "unreadable", "rejected" -> "bad";
            case "needs_predecessor" -> "warn";
            default -> "muted";
        };
    }

    private static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put("will_apply", "do what they were sent for");
        meanings.put(
                "duplicate",
                "came twice: what they ask for or say is there already, so a replay changes nothing and only settles them");
        meanings.put(
                "fenced", "come too late: what they ask for was undone or refused meanwhile, so they change nothing");
        meanings.put("needs_predecessor", "wait for an earlier letter of their order, which is not among these");
        meanings.put("unreadable", "would fail again as they did");
        meanings.put("rejected", "contradict what has happened, and would fail again");
        return meanings;
    }
}
