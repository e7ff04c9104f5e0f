package dev.waybill.local.ops.showing;

import static dev.waybill.local.ops.showing.Cells.text;
import static dev.waybill.local.ops.showing.Cells.time;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Audits as tables: a row for each service, and below it what is not as it should be. */
public final class AuditTables {
    private AuditTables() {}

    /**
     * @param audits of one service each, named in it as {@code service}
     */
    public static String of(JsonNode audits) {
        Table services = Table.of("SERVICE", "AUDITED", "MILLIS", "VERDICT", "DRIFTS");
        Table wrong = Table.of("SHARD", "CHECK", "SUBJECT", "FOUND");
        for (JsonNode audit : audits) {
            services.row(
                    text(audit, "service"),
                    time(audit, "at"),
                    text(audit, "millis"),
                    text(audit, "verdict").toLowerCase(Locale.ROOT),
                    text(audit, "drifts"));
            audit.path("shards").forEach(shard -> shard.path("checks").forEach(check -> add(wrong, shard, check)));
        }
        return services.textOr("No audits.")
                + System.lineSeparator()
                + wrong.textOr("Nothing is found that should not be.");
    }

    private static void add(Table wrong, JsonNode shard, JsonNode check) {
        String database = text(shard, "shard");
        String name = text(check, "check");
        if (check.has("problem")) {
            wrong.row(database, name, "", "not checked: " + text(check, "problem"));
        }
        for (JsonNode drift : check.path("rows")) {
            wrong.row(
                    database, name, text(drift, "subject"), drift.path("found").toString());
        }
        long more = check.path("drifts").asLong() - check.path("rows").size();
        if (more > 0) {
            wrong.row(database, name, "", "and %d more".formatted(more));
        }
    }
}
