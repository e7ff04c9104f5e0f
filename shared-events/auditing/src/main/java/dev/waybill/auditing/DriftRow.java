package dev.waybill.auditing;

/**
 * What a check's statement returns, at most as many as it was asked for, ordered by subject.
 *
 * @param subject what has drifted, such as {@code shop/85123A} or an order's id; each once
 * @param found the figures that disagree, as a JSON object: SQL's {@code json_build_object(…)::text}
 * @param drifts how many there are in all, {@code count(*) OVER ()}, the same in each row
 */
public record DriftRow(String subject, String found, long drifts) {}
