package dev.waybill.contracts;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The W3C Trace Context header {@code traceparent}, version 00. */
public final class TraceContext {

    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceContext() {}

    /** A caller's context carried on under a span of our own, or a new trace if there is none, or none that is valid. */
    public static String continueOrStart(@Nullable String traceparent) {
        if (traceparent == null || !TRACEPARENT.matcher(traceparent).matches()) {
            return "00-" + hex(nonZero()) + hex(nonZero()) + "-" + hex(nonZero()) + "-01";
        }
        return traceparent.substring(0, 36) + hex(nonZero()) + traceparent.substring(52);
    }

    /** The 32 hex digits of the trace id. */
    public static String traceId(String traceparent) {
        return traceparent.substring(3, 35);
    }

    private static long nonZero() {
        return ThreadLocalRandom.current().nextLong() | 1;
    }

    private static String hex(long value) {
        return HexFormat.of().toHexDigits(value);
    }
}
