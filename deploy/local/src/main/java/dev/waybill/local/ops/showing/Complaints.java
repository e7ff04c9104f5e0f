package dev.waybill.local.ops.showing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.ops.calls.Replies;
import dev.waybill.local.ops.calls.Reply.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says in lines what services did not do, and which were not there. */
public final class Complaints {
    private Complaints() {}

    /** Services that say the same say it once. */
    public static List<String> of(Replies replies) {
        Map<List<String>, List<String>> services = new LinkedHashMap<>();
        for (Refused each : replies.refused()) {
            services.computeIfAbsent(lines(each), any -> new ArrayList<>()).add(each.service());
        }
        List<String> lines = new ArrayList<>();
        services.forEach((said, by) -> {
            lines.add(String.join(", ", by) + ": " + said.getFirst());
            lines.addAll(said.subList(1, said.size()));
        });
        replies.away().forEach(away -> lines.add("%s is away: %s".formatted(away.service(), away.why())));
        lines.addAll(replies.shardsAway());
        return lines.stream().map(Cells::clean).toList();
    }

    private static List<String> lines(Refused refused) {
        JsonNode problem = refused.problem();
        String title = problem.path("title").asText("it answered " + refused.status());
        String detail = problem.path("detail").asText("");
        List<String> lines = new ArrayList<>();
        lines.add(detail.isEmpty() ? title : title + ": " + detail);
        for (JsonNode error : problem.path("errors")) {
            lines.add("  %s %s"
                    .formatted(
                            error.path("pointer").asText(), error.path("detail").asText()));
        }
        return lines;
    }
}
