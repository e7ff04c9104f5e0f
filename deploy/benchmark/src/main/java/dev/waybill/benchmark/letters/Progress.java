package dev.waybill.benchmark.letters;

import com.fasterxml.jackson.databind.JsonNode;

/** How far a replay is. */
record Progress(String status, long count, long done, long failed, String whyStopped) {

    static Progress of(JsonNode told) {
        return new Progress(
                told.path("status").asText(),
                told.path("count").asLong(),
                told.path("done").asLong(),
                told.path("failed").asLong(),
                told.path("whyStopped").asText());
    }

    boolean isRunning() {
        return status.equals("running");
    }

    /** @throws IllegalStateException unless it has come to its end, and nothing of it has stayed */
    void requireDone() {
        if (!status.equals("finished") || failed > 0) {
            throw new IllegalStateException("a replay has not done all that it should: " + this);
        }
    }
}
