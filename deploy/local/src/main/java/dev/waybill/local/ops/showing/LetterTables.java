package dev.waybill.local.ops.showing;

import static dev.waybill.local.ops.showing.Cells.text;
import static dev.waybill.local.ops.showing.Cells.time;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Dead letters, their groups, plans and replays as tables. */
public final class LetterTables {
    private LetterTables() {}

    public static String letters(JsonNode letters) {
        Table table = Table.of("ID", "LAST FAILED", "SERVICE", "TYPE", "ORDER", "ROLE", "CAUSE");
        for (JsonNode each : letters) {
            table.row(
                    text(each, "id"),
                    time(each, "lastFailedAt"),
                    text(each, "service"),
                    text(each, "type"),
                    text(each, "orderId"),
                    text(each, "role"),
                    cause(each.path("cause")));
        }
        return table.textOr("No dead letters.");
    }

    private static String cause(JsonNode cause) {
        return "%s: %s".formatted(text(cause, "class"), text(cause, "message"));
    }

    public static String groups(JsonNode groups) {
        Table table = Table.of("GROUP", "LETTERS", "BEHIND", "ORDERS", "LAST FAILED", "SERVICES", "TYPES", "CAUSE");
        for (JsonNode each : groups) {
            table.row(
                    text(each, "group"),
                    text(each, "count"),
                    text(each, "behind"),
                    text(each, "orders"),
                    time(each, "last"),
                    list(each.path("services")),
                    list(each.path("types")),
                    "%s: %s".formatted(text(each, "causeClass"), text(each, "message")));
        }
        return table.textOr("No dead letters.");
    }

    /**
     * @param most so many letters of each verdict are shown: the few that would fail must not be behind the many that would not
     */
    public static String plan(JsonNode plan, int most) {
        Table table = Table.of("ID", "SERVICE", "TYPE", "ORDER", "VERDICT", "WHY");
        Map<String, Integer> shown = new HashMap<>();
        for (JsonNode each : plan.path("letters")) {
            String verdict = text(each, "verdict");
            int before = shown.getOrDefault(verdict, 0);
            if (before < most) {
                shown.put(verdict, before + 1);
                table.row(
                        text(each, "id"),
                        text(each, "service"),
                        text(each, "type"),
                        text(each, "orderId"),
                        verdict,
                        text(each, "why"));
            }
        }
        return table.textOr("No dead letters.") + inWords(plan) + System.lineSeparator();
    }

    /** How many letters, and of which verdicts; without those that none has. */
    public static String inWords(JsonNode plan) {
        String verdicts = plan.path("verdicts")
                .propertyStream()
                .filter(each -> each.getValue().asLong() > 0)
                .map(each -> each.getValue().asLong() + " " + each.getKey())
                .collect(Collectors.joining(", "));
        long count = plan.path("count").asLong();
        return count == 0 ? "0 letters" : "%s: %s".formatted(letters(count), verdicts);
    }

    /** So many of them. */
    public static String letters(long count) {
        return count == 1 ? "1 letter" : count + " letters";
    }

    public static String replays(JsonNode replays) {
        Table table = Table.of(
                "ID", "BEGUN", "BY", "STATUS", "LETTERS", "DONE", "APPLIED", "DUPLICATE", "FENCED", "FAILED", "WHY");
        for (JsonNode each : replays) {
            String stopped = text(each, "whyStopped");
            table.row(
                    text(each, "id"),
                    time(each, "at"),
                    text(each, "by"),
                    text(each, "status"),
                    text(each, "count"),
                    text(each, "done"),
                    text(each, "applied"),
                    text(each, "duplicate"),
                    text(each, "fenced"),
                    text(each, "failed"),
                    stopped.isEmpty() ? text(each, "reason") : stopped);
        }
        return table.textOr("No replays.");
    }

    public static String actions(JsonNode actions) {
        Table table = Table.of("AT", "BY", "WHAT", "LETTERS", "SHARD", "WHY", "OF WHAT");
        for (JsonNode each : actions) {
            table.row(
                    time(each, "at"),
                    text(each, "by"),
                    text(each, "verb"),
                    text(each, "letters"),
                    text(each, "shard"),
                    text(each, "reason"),
                    text(each, "subject"));
        }
        return table.textOr("Nothing was done by hand.");
    }

    /** How far a replay is, in a line. */
    public static String progress(JsonNode replay) {
        return Cells.clean("%s: %s of %s; %s applied, %s duplicate, %s fenced, %s failed%s"
                .formatted(
                        text(replay, "status"),
                        text(replay, "done"),
                        letters(replay.path("count").asLong()),
                        text(replay, "applied"),
                        text(replay, "duplicate"),
                        text(replay, "fenced"),
                        text(replay, "failed"),
                        text(replay, "whyStopped").isEmpty() ? "" : "; " + text(replay, "whyStopped")));
    }

    private static String list(JsonNode texts) {
        return texts.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
    }
}
