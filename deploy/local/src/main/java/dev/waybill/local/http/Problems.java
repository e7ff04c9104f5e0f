package dev.waybill.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** Reads the problems (RFC 9457) of the order service. */
public final class Problems {
    private static final Pattern SKU_OF_A_LINE = Pattern.compile("[#/]*/lines/\\d+/sku");

    private Problems() {}

    /**
     * Whether it has something against the SKU of a line. The order service hears of products by messages:
     * soon after a catalogue was changed this may only mean that the news is still on its way.
     */
    public static boolean namesAProduct(JsonNode problem) {
        for (JsonNode error : problem.path("errors")) {
            if (SKU_OF_A_LINE.matcher(error.path("pointer").asText()).matches()) {
                return true;
            }
        }
        return false;
    }

    /** One line for a table. */
    public static String label(int status, JsonNode problem) {
        String title = problem.path("title").asText(Integer.toString(status));
        String detail = problem.path("errors").path(0).path("detail").asText("");
        return detail.isEmpty() ? title : title + ": " + detail;
    }
}
