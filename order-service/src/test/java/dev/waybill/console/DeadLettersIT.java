package dev.waybill.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.waybill.testing.Backends;
import dev.waybill.testing.Participants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages about dead letters, of services one of which is away and one of which is full of hostile text. */
@QuarkusTest
@QuarkusTestResource(
        value = Backends.class,
        initArgs = {@ResourceArg(name = "database", value = "orders"), @ResourceArg(name = "shards", value = "4")})
@QuarkusTestResource(Participants.class)
@QuarkusTestResource(FakePeer.class)
class DeadLettersIT {

    private static final String LETTER = "/console/dead-letters/letters/inventory-service/" + FakePeer.LETTER;

    private final Browser ann = Browser.of("ops");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/dead-letters",
                "/console/dead-letters/letters?group=g%261",
                "/console/dead-letters/plan?group=g%261",
                "/console/dead-letters/letters?orderId=019ab000-0000-7000-8000-000000000003",
                LETTER,
                LETTER + "/edit",
                "/console/dead-letters/replays/" + FakePeer.LETTER
            })
    void hostileTextStaysText(String path) {
        assertThat(ann.page(path)).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
    }

    @Test
    void whoIsAwayIsSaidAndTheOthersAreShown() {
        String page = ann.page("/console/dead-letters");

        assertThat(page)
                .contains(
                        "payment-service is away (no connection).",
                        "Shard inventory_1 is away.",
                        "/console/dead-letters/plan?group=g%261");
    }

    @Test
    void otherPagesPointAtLettersThatWait() {
        assertThat(ann.page("/console/dead-letters/waiting")).contains("Dead letters of 1 cause wait for ops.");
        assertThat(ann.page("/console/dead-letters/of/019ab000-0000-7000-8000-000000000003"))
                .contains("could not be handled", "letters?orderId=019ab000");
    }

    @Test
    void aPlanLeadsToAReplay() {
        String plan = "/console/dead-letters/plan?group=g%261";
        assertThat(ann.page(plan)).contains("come too late", "Replay 2 letters", "value=\"inventory-service\"");

        String replay = ann.send(
                        plan,
                        "/console/dead-letters/replays?group=g%261",
                        Map.of("reason", "mended", "per-second", "50", "stop-at", "10", "service", "inventory-service"))
                .then()
                .statusCode(303)
                .extract()
                .header("Location");

        String told = ann.page(replay.substring(replay.indexOf("/console")));
        assertThat(told)
                .contains(
                        "&#39;perSecond&#39;:50",
                        "&#39;stopAtErrorPercent&#39;:10",
                        "&#39;reason&#39;:&#39;mended&#39;")
                .contains("&#39;group&#39;:&#39;g&amp;1&#39;", replay.substring(replay.lastIndexOf('/') + 1));
    }

    @Test
    void aPaceThatIsNoneIsRefused() {
        String plan = "/console/dead-letters/plan?group=g%261";
        ann.send(
                        plan,
                        "/console/dead-letters/replays?group=g%261",
                        Map.of("reason", "x", "per-second", "0", "stop-at", "20", "service", "inventory-service"))
                .then()
                .statusCode(422)
                .body(containsString("/per-second"));
    }

    @Test
    void aLetterIsEditedAndDiscarded() {
        ann.send(LETTER + "/edit", LETTER + "/edit", Map.of("reason", "a typo", "payload", "{\"a\":1}"))
                .then()
                .statusCode(303)
                .header("Location", containsString(LETTER));
        assertThat(ann.page(LETTER)).contains("&#39;reason&#39;:&#39;a typo&#39;");

        String discard = "/console/dead-letters/discard?chosen=inventory-service%3A" + FakePeer.LETTER;
        assertThat(ann.page(discard)).contains("Discard 1 letter?", "will never be applied");
        ann.send(discard, discard, Map.of("reason", "a fake")).then().statusCode(303);
        assertThat(ann.page(LETTER)).contains("&#39;ids&#39;:[&#39;" + FakePeer.LETTER);
    }
}
