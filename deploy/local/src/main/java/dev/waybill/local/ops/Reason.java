package dev.waybill.local.ops;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Option;

/** Why something is done: it can't be done without. */
final class Reason {
    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; it is put on record")
    private String text = "";

    String text() {
        return text;
    }

    /** As the services want it: {@code {"reason":…}}. */
    ObjectNode json() {
        return JsonNodeFactory.instance.objectNode().put("reason", text);
    }
}
