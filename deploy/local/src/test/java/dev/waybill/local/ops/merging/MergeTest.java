package dev.waybill.local.ops.merging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.local.ops.calls.Reply.Came;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeTest {
    private static final String REPLAY = """
        {"id":"r","at":"2026-01-31T12:00:00Z","status":"%s","count":3,"done":2,"failed":1,"whyStopped":"%s"}\
        """;

    @Test
    void ofOneCauseIsOneRow() {
        Came some = came("order-service", """
            {"groups":[{"group":"g","count":1,"behind":2,"orders":1,"types":["B"],
              "first":"2026-01-31T12:00:00Z","last":"2026-01-31T12:00:00Z"}]}\
            """);
        Came more = came("payment-service", """
            {"groups":[{"group":"h","count":4},{"group":"g","count":5,"behind":0,"orders":5,"types":["A","B"],
              "first":"2026-01-31T12:00:00.1Z","last":"2026-01-31T12:00:00.1Z"}]}\
            """);

        JsonNode groups = MergedGroups.of(List.of(some, more));

        assertThat(groups.findValuesAsText("group")).containsExactly("g", "h");
        JsonNode both = groups.path(0);
        assertThat(both.path("count").asLong()).isEqualTo(6);
        assertThat(both.path("behind").asLong()).isEqualTo(2);
        assertThat(both.path("types").toString()).isEqualTo("[\"A\",\"B\"]");
        assertThat(both.path("services").toString()).isEqualTo("[\"order-service\",\"payment-service\"]");
        assertThat(both.path("first").asText()).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(both.path("last").asText()).isEqualTo("2026-01-31T12:00:00.1Z");
    }

    @Test
    void aPlanIsTheSumOfAll() {
        Came some = came("order-service", """
            {"count":1,"verdicts":{"will_apply":1,"fenced":0},"letters":[{"id":"a"}]}\
            """);
        Came more = came("payment-service", """
            {"count":3,"verdicts":{"will_apply":1,"fenced":2},"letters":[{"id":"b"}]}\
            """);

        assertThat(Merge.plan(List.of(some, more)).toString()).isEqualTo("""
            {"count":4,"verdicts":{"will_apply":2,"fenced":2},"letters":[{"id":"a","service":"order-service"},\
            {"id":"b","service":"payment-service"}]}\
            """);
    }

    @ParameterizedTest
    @CsvSource({
        "running, stopped, running",
        "finished, stopped, stopped",
        "cancelled, finished, cancelled",
        "finished, finished, finished"
    })
    void aReplayIsAsItsWorstPart(String some, String other, String whole) {
        JsonNode replay = MergedReplays.one(List.of(
                came("order-service", REPLAY.formatted(some, "too many failed")),
                came("payment-service", REPLAY.formatted(other, "too many failed"))));

        assertThat(replay.path("status").asText()).isEqualTo(whole);
        assertThat(replay.path("count").asLong()).isEqualTo(6);
        assertThat(replay.path("whyStopped").asText()).isEqualTo("too many failed");
    }

    @Test
    void noReplayIsNone() {
        assertThat(MergedReplays.one(List.of()).isMissingNode()).isTrue();
    }

    private static Came came(String service, String json) {
        return new Came(service, json(json));
    }

    private static JsonNode json(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
