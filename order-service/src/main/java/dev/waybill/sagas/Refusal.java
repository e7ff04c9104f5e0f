package dev.waybill.sagas;

/**
 * Why a saga turned back.
 *
 * @param reason in lower snake case
 * @param detail a sentence for people
 */
public record Refusal(String reason, String detail) {}
