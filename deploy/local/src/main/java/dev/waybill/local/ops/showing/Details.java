package dev.waybill.local.ops.showing;

import static dev.waybill.local.ops.showing.Cells.text;
import static dev.waybill.local.ops.showing.Cells.time;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;

/** One letter, or one saga, with all that there is to know of it. */
public final class Details {
    private Details() {}

    public static String letter(JsonNode letter) {
        StringBuilder text = new StringBuilder(fields(letter));
        letter.path("headers")
                .properties()
                .forEach(each ->
                        text.append(line("  " + each.getKey(), each.getValue().asText())));
        Table history = Table.of("AT", "BY", "WHAT", "REASON", "DETAIL");
        for (JsonNode each : letter.path("history")) {
            history.row(
                    time(each, "at"), text(each, "by"), text(each, "what"), text(each, "reason"), text(each, "detail"));
        }
        return text.append(System.lineSeparator())
                .append(history.textOr("No history."))
                .toString();
    }

    public static String saga(JsonNode saga) {
        Table steps = Table.of("STEP", "KIND", "ASKS", "ATTEMPT", "PROGRESS", "SENDS", "DUE");
        for (JsonNode step : saga.path("steps")) {
            if (step.path("calls").isEmpty()) {
                String progress = step.path("begun").asBoolean() ? "begun" : "";
                steps.row(text(step, "name"), text(step, "kind"), "", "", progress, "", "");
            }
            for (JsonNode call : step.path("calls")) {
                steps.row(
                        text(step, "name"),
                        text(step, "kind"),
                        text(call, "participant"),
                        text(call, "attempt"),
                        text(call, "progress"),
                        text(call, "sends"),
                        time(call, "dueAt"));
            }
        }
        String story = saga.path("timeline")
                .valueStream()
                .map(each -> Cells.clean("%s  %s".formatted(text(each, "at"), text(each, "text"))))
                .collect(Collectors.joining(System.lineSeparator()));
        return String.join(
                System.lineSeparator(), fields(saga), steps.textOr("No steps.") + System.lineSeparator() + story, "");
    }

    /** A line for each that is a plain value, and for each value of those that are small objects. */
    private static String fields(JsonNode node) {
        return node.propertyStream()
                .filter(each ->
                        !each.getKey().equals("headers") && !each.getValue().isArray())
                .map(each -> each.getValue().isObject()
                        ? each.getValue()
                                .propertyStream()
                                .map(inner -> line(
                                        each.getKey() + "." + inner.getKey(),
                                        inner.getValue().asText()))
                                .collect(Collectors.joining())
                        : line(each.getKey(), each.getValue().asText()))
                .collect(Collectors.joining());
    }

    private static String line(String name, String value) {
        return "%-18s %s%n".formatted(name, Cells.clean(value));
    }
}
