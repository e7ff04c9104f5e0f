package dev.waybill.benchmark.letters;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Letters of one cause, of one service.
 *
 * @param name that requests call it by
 * @param message the cause
 * @param type of the messages, the first if there are several
 * @param count of those that are at fault themselves
 * @param behind how many more wait behind them
 */
record Group(String name, String message, String type, long count, long behind) {

    static Group of(JsonNode told) {
        return new Group(
                told.path("group").asText(),
                told.path("message").asText(),
                told.path("types").path(0).asText(),
                told.path("count").asLong(),
                told.path("behind").asLong());
    }

    boolean isOf(Rule rule) {
        return message.contains('"' + rule.constraint() + '"');
    }
}
