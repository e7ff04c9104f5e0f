package dev.waybill.local.ops.showing;

import static dev.waybill.local.ops.showing.Cells.text;
import static dev.waybill.local.ops.showing.Cells.time;

import com.fasterxml.jackson.databind.JsonNode;

/** Sagas, and pauses of them, as tables. */
public final class SagaTables {
    private SagaTables() {}

    public static String sagas(JsonNode sagas) {
        Table table = Table.of("SAGA", "STARTED", "DEFINITION", "STANDING", "POSITION", "DUE", "ORDER STATE", "WHY");
        for (JsonNode each : sagas) {
            table.row(
                    text(each, "id"),
                    time(each, "startedAt"),
                    text(each, "definition"),
                    text(each, "standing"),
                    text(each, "position"),
                    time(each, "dueAt"),
                    text(each, "orderState"),
                    text(each, "parked"));
        }
        return table.textOr("No sagas.");
    }

    /** What a pause or a resume of a definition came to. */
    public static String shards(JsonNode everywhere) {
        Table table = Table.of("SHARD", "CHANGED", "SAGAS");
        for (JsonNode each : everywhere.path("shards")) {
            table.row(text(each, "shard"), text(each, "changed"), text(each, "sagas"));
        }
        return table.textOr("No shards.");
    }
}
