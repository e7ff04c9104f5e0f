package dev.waybill.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @Test
    void aCallersTraceGoesOnUnderASpanOfOurOwn() {
        String continued = TraceContext.continueOrStart("00-" + TRACE + "-" + SPAN + "-01");

        assertThat(continued).matches("00-" + TRACE + "-[0-9a-f]{16}-01").doesNotContain(SPAN);
        assertThat(TraceContext.traceId(continued)).isEqualTo(TRACE);
    }

    @Test
    void aCallerWhoDoesNotSampleIsLeftUnsampled() {
        assertThat(TraceContext.continueOrStart("00-" + TRACE + "-" + SPAN + "-00"))
                .endsWith("-00");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "garbage",
                "00-" + TRACE + "-" + SPAN,
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-01\n"
            })
    void withoutAValidContextATraceBegins(String traceparent) {
        String started = TraceContext.continueOrStart(traceparent);

        assertThat(started).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01").doesNotContain(TRACE);
        assertThat(TraceContext.continueOrStart(started)).contains(TraceContext.traceId(started));
    }

    @Test
    void tracesDiffer() {
        assertThat(TraceContext.continueOrStart(null)).isNotEqualTo(TraceContext.continueOrStart(null));
    }
}
