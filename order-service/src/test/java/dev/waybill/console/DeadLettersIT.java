package dev.waybill.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.waybill.testing.Backends;
import dev.waybill.testing.Participants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
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
                        "/console/dead-letters/plan?group=g%261",
                        "letters whose cause is “&lt;script",
                        "all of status parked, group g&amp;1, text &lt;script");
    }

    @Test
    void otherPagesPointAtLettersThatWait() {
        assertThat(ann.page("/console/dead-letters/waiting"))
                .contains(
                        "12 dead letters of 1 cause wait for ops and hold up 3 orders.",
                        "payment-service is away (no connection).");
        assertThat(ann.page("/console/dead-letters/of/019ab000-0000-7000-8000-000000000003"))
                .contains("could not be handled", "letters?orderId=019ab000");
    }

    @Test
    void aPlanLeadsToAReplay() {
        String plan = "/console/dead-letters/plan?group=g%261";
        String page = ann.page(plan);
        assertThat(page)
                .contains("come too late", "Replay 2 letters", "value=\"inventory-service\"")
                .contains("Of cause “&lt;script");

        String replay = replay(page, "inventory-service")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
        assertThat(replay(page, "inventory-service").header("Location"))
                .as("sent twice")
                .isEqualTo(replay);

        String told = ann.page(replay.substring(replay.indexOf("/console")));
        assertThat(told)
                .contains(
                        "&#39;perSecond&#39;:50",
                        "&#39;stopAtErrorPercent&#39;:10",
                        "&#39;reason&#39;:&#39;mended&#39;")
                .contains("&#39;group&#39;:&#39;g&amp;1&#39;", replay.substring(replay.lastIndexOf('/') + 1))
                .contains("it came too late", "letters?status=replayed&amp;replay=" + FakePeer.LETTER);
    }

    private Response replay(String plan, String... services) {
        return ann.post(
                "/console/dead-letters/replays?group=g%261",
                Browser.formKey(plan),
                Map.of(
                        "id",
                        Browser.field(plan, "id"),
                        "reason",
                        "mended",
                        "per-second",
                        "50",
                        "stop-at",
                        "10",
                        "service",
                        List.of(services)));
    }

    @Test
    void whoDoesNotBeginAReplayIsNamedAndAskedAgainForTheSame() {
        String plan = ann.page("/console/dead-letters/plan?group=g%261");

        String page = replay(plan, "inventory-service", "payment-service")
                .then()
                .statusCode(409)
                .extract()
                .asString();

        assertThat(page).contains("inventory-service has begun it.", "payment-service is away (no connection).");
        assertThat(Browser.field(page, "id")).isEqualTo(Browser.field(plan, "id"));
        assertThat(Browser.field(page, "reason")).isEqualTo("mended");
        replay(page, "inventory-service").then().statusCode(303);
    }

    @Test
    void whoDoesNotCancelAReplayIsNamed() {
        String cancel = "/console/dead-letters/replays/%s/cancel".formatted(FakePeer.LETTER);

        ann.send(cancel, cancel, Map.of("reason", "enough"))
                .then()
                .statusCode(409)
                .body(containsString("inventory-service has done it. payment-service is away"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "discard/ask", "discard"})
    void nothingChosenIsNotEverything(String what) {
        ann.send(
                        LETTER + "/edit",
                        "/console/dead-letters/" + what,
                        Map.of("reason", "x", "service", "inventory-service"))
                .then()
                .statusCode(422)
                .body(containsString("No letter was chosen"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "discard", "plan?text=", "discard?orderId=+"})
    void anEmptySearchIsNotEverything(String address) {
        ann.get("/console/dead-letters/" + address).then().statusCode(422).body(containsString("No letter was chosen"));
    }

    @Test
    void manyLettersAreChosen() {
        List<String> many = IntStream.range(0, 150)
                .mapToObj(n -> "inventory-service:" + new UUID(0x019a_b000_0000_7000L, n))
                .toList();
        String list = ann.page("/console/dead-letters/letters");
        assertThat(list).contains("/console/dead-letters/plan?status=parked");

        String plan = chosen(list, "/console/dead-letters/plan", many);
        String question = chosen(list, "/console/dead-letters/discard/ask", many);

        assertThat(plan).contains("Of 150 letters.", many.getLast());
        assertThat(question).contains("Discard 150 letters?", many.getLast(), "value=\"inventory-service\"");
    }

    private String chosen(String list, String action, List<String> letters) {
        return ann.post(action, Browser.formKey(list), Map.of("chosen", letters))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void whatIsDiscardedIsCountedAndItsCauseSaid() {
        assertThat(ann.page("/console/dead-letters/discard?group=g%261"))
                .contains("Discard 12 letters?", "Why: “&lt;script&gt;", "What they have is not counted.");
    }

    /** Letters that come while somebody reads the question are not among those that the answer is about. */
    @Test
    void whatIsAgreedToEndsWhereItWasCounted() {
        String discard = Browser.action(ann.page("/console/dead-letters/discard?group=g%261"), "discard");
        String replay = Browser.action(ann.page("/console/dead-letters/plan?group=g%261"), "replays");

        assertThat(List.of(discard, replay))
                .allSatisfy(form -> assertThat(form).containsPattern("\\?group=g%261&amp;to=20\\d\\d-"));
        ann.send(
                        "/console/dead-letters/discard?group=g%261",
                        discard.replace("&amp;", "&"), Map.of("reason", "counted", "service", "inventory-service"))
                .then()
                .statusCode(303);
        assertThat(ann.page(LETTER)).contains("&#39;group&#39;:&#39;g&amp;1&#39;", "&#39;to&#39;:&#39;20");
    }

    /** A hundred thousand letters that a form sends as six bytes each. */
    @Test
    void aLongPayloadIsEditedWithALongReason() {
        String payload = "ü".repeat(100_000);
        String reason = "ö".repeat(500);

        edit(payload, reason);
        assertThat(ann.page(LETTER)).contains(payload, reason);
        edit("{}", "short again");
    }

    private void edit(String payload, String reason) {
        ann.send(LETTER + "/edit", LETTER + "/edit", Map.of("reason", reason, "payload", payload))
                .then()
                .statusCode(303);
    }

    @Test
    void aPaceThatIsNoneIsRefused() {
        String plan = "/console/dead-letters/plan?group=g%261";
        ann.send(
                        plan,
                        "/console/dead-letters/replays?group=g%261",
                        Map.of(
                                "id",
                                FakePeer.LETTER,
                                "reason",
                                "x",
                                "per-second",
                                "0",
                                "stop-at",
                                "20",
                                "service",
                                "inventory-service"))
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
        ann.send(
                        discard,
                        "/console/dead-letters/discard",
                        Map.of(
                                "reason",
                                "a fake",
                                "service",
                                "inventory-service",
                                "chosen",
                                "inventory-service:" + FakePeer.LETTER))
                .then()
                .statusCode(303);
        assertThat(ann.page(LETTER)).contains("&#39;ids&#39;:[&#39;" + FakePeer.LETTER);
    }
}
