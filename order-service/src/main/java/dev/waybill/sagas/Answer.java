package dev.waybill.sagas;

import dev.waybill.contracts.Request;

/** What a participant says to a request. */
public sealed interface Answer {

    Request request();

    record Done(Request request) implements Answer {}

    record Refused(Request request, Refusal refusal) implements Answer {}

    record Undone(Request request) implements Answer {}
}
