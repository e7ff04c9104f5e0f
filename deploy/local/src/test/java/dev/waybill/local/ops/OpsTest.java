package dev.waybill.local.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands against services that say what they were told to. */
class OpsTest {
    private static final String ID = "0f0e0d0c-0b0a-0908-0706-050403020100";
    private static final String LETTERS = "/ops/dead-letters";
    private static final String NONE = "{\"letters\":[],\"shardsAway\":[]}";
    private static final String EMPTY_PLAN = "{\"count\":0,\"verdicts\":{\"will_apply\":0},\"letters\":[]}";
    private static final String PLAN = """
        {"count":2,"verdicts":{"will_apply":1,"duplicate":1},"letters":[]}\
        """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeService orders;
    private FakeService inventory;
    private FakeService payments;

    @BeforeEach
    void start() throws IOException {
        orders = new FakeService();
        inventory = new FakeService();
        payments = new FakeService();
    }

    @AfterEach
    void stop() {
        List.of(orders, inventory, payments).forEach(FakeService::close);
    }

    @Test
    void listsLettersOfAllServicesNewestFirst() {
        String query = LETTERS + "?text=close+marker&limit=50";
        orders.says("GET " + query, letters("a", "2026-01-31T12:00:00Z"));
        inventory.says("GET " + query, letters("b", "2026-01-31T12:00:00.5Z"));
        payments.says("GET " + query, NONE);

        assertThat(ops("dead-letters", "list", "--text", "close marker")).isZero();

        assertThat(out.toString().lines().map(line -> line.split(" ")[0])).containsExactly("ID", "b", "a");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void followsEachServicesPagesToTheEnd() {
        orders.says("GET /ops/dead-letters?limit=500", letters("a", "2026-01-31T12:00:00Z", "x/y"));
        orders.says("GET /ops/dead-letters?limit=500&cursor=x%2Fy", letters("b", "2026-01-30T12:00:00Z"));
        inventory.says("GET /ops/dead-letters?limit=500", NONE);

        assertThat(ops("dead-letters", "list", "--all", "--json")).isEqualTo(1);

        assertThat(out.toString())
                .contains("\"id\" : \"a\"", "\"id\" : \"b\"", "payment-service: Not found: Not here.");
        assertThat(inventory.asked()).hasSize(1);
    }

    @Test
    void namesAServiceThatIsAway() {
        inventory.says("GET /ops/dead-letters/groups", "{\"groups\":[],\"shardsAway\":[\"inventory_1\"]}");
        orders.says("GET /ops/dead-letters/groups", "{\"groups\":[],\"shardsAway\":[]}");
        payments.close();

        assertThat(ops("dead-letters", "groups")).isEqualTo(3);

        assertThat(err.toString())
                .contains("payment-service is away: nothing listens there", "inventory-service: inventory_1 is away");
    }

    @Test
    void saysOnceWhatAllSayOfAWrongField() {
        String problem = """
            {"title":"The request is not valid","errors":[{"pointer":"/saga","detail":"must be an id"}]}\
            """;
        List.of(orders, inventory, payments)
                .forEach(each -> each.says("GET /ops/dead-letters?saga=x&limit=50", 422, problem));

        assertThat(ops("dead-letters", "list", "--saga", "x")).isEqualTo(2);

        assertThat(err.toString().lines())
                .containsExactly(
                        "order-service, inventory-service, payment-service: The request is not valid",
                        "  /saga must be an id");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void showsALetterWhosesoeverItIs() {
        payments.says("GET /ops/dead-letters/" + ID, """
            {"id":"%s","payload":"{}\\u001b[2J","cause":{"class":"unreadable"},
             "history":[{"at":"2026-01-31T12:00:00Z","by":"ann","what":"edited","reason":"why not"}]}\
            """.formatted(ID));

        assertThat(ops("dead-letters", "show", ID)).isZero();

        assertThat(out.toString()).contains("payload            {} [2J", "cause.class        unreadable", "why not");
        assertThat(err.toString()).isEmpty();
        assertThat(ops("dead-letters", "show", UUID.randomUUID().toString())).isEqualTo(1);
    }

    /** It would be the id of another letter when written out. */
    @Test
    void anIdThatIsNotWholeIsNone() {
        assertThat(ops("dead-letters", "discard", "1-2-3-4-5", "--reason", "old"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("'1-2-3-4-5' is no id");
        assertThat(orders.asked()).isEmpty();
    }

    @Test
    void putsNothingAwayUnlessItIsMeant() {
        String query = "GET /ops/dead-letters/groups?text=x&to=NOW";
        orders.says(query, "{\"groups\":[{\"count\":2,\"behind\":1}]}");
        inventory.says(query, "{\"groups\":[]}");
        payments.says(query, "{\"groups\":[{\"count\":1,\"behind\":0}]}");

        assertThat(ops("dead-letters", "discard", "--text", "x", "--reason", "old"))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("This puts away 4 letters for good. Nothing was done");
        assertThat(ops("dead-letters", "discard", "--reason", "old")).isEqualTo(2);
        assertThat(orders.asked()).hasSize(1);

        List.of(orders, inventory, payments)
                .forEach(each -> each.says("POST /ops/dead-letters/discards", "{\"discarded\":1}"));
        assertThat(ops("dead-letters", "discard", "--text", "x", "--reason", "old", "--yes"))
                .isZero();
        assertThat(out.toString().strip()).isEqualTo("discarded 3 letters");
        assertThat(payments.asked().getLast())
                .startsWith("POST /ops/dead-letters/discards {\"search\":{\"text\":\"x\",\"to\":")
                .endsWith("},\"reason\":\"old\"}");
    }

    @Test
    void whatIsAgreedToEndsWhereItWasCounted() {
        payments.says("GET /ops/dead-letters/groups?to=NOW", "{\"groups\":[{\"count\":1,\"behind\":0}]}")
                .says("POST /ops/dead-letters/discards", "{\"discarded\":1}")
                .says("POST /ops/dead-letters/plan", PLAN)
                .says("POST /ops/dead-letters/replays", 202, replay("running", 0, 0));

        assertThat(ofPayments("discard", "--all")).isZero();
        assertThat(ofPayments("replay", "--type", "X")).isZero();

        List<String> ends = payments.asked().stream().map(OpsTest::end).toList();
        assertThat(ends).hasSize(4).doesNotContain("");
        assertThat(ends.get(0)).as("discarded as counted").isEqualTo(ends.get(1));
        assertThat(ends.get(2)).as("replayed as planned").isEqualTo(ends.get(3));
    }

    @Test
    void aSearchThatEndsEarlierStaysAsItIs() {
        payments.says("POST /ops/dead-letters/plan", PLAN)
                .says("POST /ops/dead-letters/replays", 202, replay("running", 0, 0));

        assertThat(ofPayments("replay", "--to", "2026-01-31T12:00:00Z")).isZero();

        assertThat(payments.asked().getLast()).contains("{\"search\":{\"to\":\"2026-01-31T12:00:00Z\"}");
    }

    /** Agreed to beforehand. */
    private int ofPayments(String verb, String... which) {
        List<String> line = new ArrayList<>(List.of("dead-letters", verb));
        line.addAll(List.of(which));
        line.addAll(List.of("--service", "payment-service", "--reason", "old", "--yes"));
        return ops(line.toArray(String[]::new));
    }

    /** The time that a request's search ends at; empty if it does not. */
    private static String end(String request) {
        Matcher end = Pattern.compile("\\bto(?:=|\":\")([^&\"]+)")
                .matcher(URLDecoder.decode(request, StandardCharsets.UTF_8));
        return end.find() ? end.group(1) : "";
    }

    @Test
    void asksOneServiceOnly() {
        payments.says("GET /ops/dead-letters?limit=50", letters("a", "2026-01-31T12:00:00Z"));

        assertThat(ops("dead-letters", "list", "--service", "payment-service")).isZero();
        assertThat(ops("dead-letters", "list", "--service", "payment")).isEqualTo(2);
        assertThat(orders.asked()).isEmpty();
    }

    @Test
    void aPlanShowsTheFirstOfEachVerdict() {
        String letters = "{\"id\":\"a\",\"verdict\":\"will_apply\"},{\"id\":\"b\",\"verdict\":\"will_apply\"},"
                + "{\"id\":\"c\",\"verdict\":\"rejected\"}";
        orders.says("POST /ops/dead-letters/plan", EMPTY_PLAN);
        inventory.says("POST /ops/dead-letters/plan", EMPTY_PLAN);
        payments.says(
                "POST /ops/dead-letters/plan",
                "{\"count\":3,\"verdicts\":{\"will_apply\":2,\"rejected\":1},\"letters\":[%s]}".formatted(letters));

        assertThat(ops("dead-letters", "plan", "--text", "x", "--limit", "1")).isZero();

        assertThat(out.toString().lines().map(line -> line.split(" ")[0])).containsExactly("ID", "a", "c", "3");
        assertThat(out.toString()).endsWith("3 letters: 2 will_apply, 1 rejected" + System.lineSeparator());
    }

    @Test
    void replaysWhereThereIsSomethingToReplay() {
        orders.says("POST /ops/dead-letters/plan", EMPTY_PLAN);
        inventory.says("POST /ops/dead-letters/plan", EMPTY_PLAN);
        payments.says("POST /ops/dead-letters/plan", PLAN)
                .says("POST /ops/dead-letters/replays", 202, replay("running", 0, 0))
                .says("GET /ops/dead-letters/replays/" + ID, replay("stopped", 2, 2));

        assertThat(ops("dead-letters", "replay", "--reason", "mended", "--per-second", "5", "--wait", "--id", ID, ID))
                .isEqualTo(1);

        assertThat(out.toString()).contains("replay %s stopped: 2 of 2 letters;".formatted(ID), "2 failed");
        assertThat(payments.asked().get(1))
                .isEqualTo("POST /ops/dead-letters/replays {\"ids\":[\"%1$s\"],\"id\":\"%1$s\",\"reason\":\"mended\","
                                .formatted(ID)
                        + "\"perSecond\":5,\"stopAtErrorPercent\":20}");
        assertThat(orders.asked()).hasSize(1);
    }

    @Test
    void resumesAReplayInTheServicesThatHaveIt() {
        payments.says("POST /ops/dead-letters/replays/%s/resume".formatted(ID), replay("running", 1, 0));

        assertThat(ops("dead-letters", "replays", "resume", ID, "--reason", "mended"))
                .isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(payments.asked().getLast()).endsWith("{\"reason\":\"mended\"}");
        assertThat(ops("dead-letters", "replays", "cancel", ID, "--reason", "enough"))
                .isEqualTo(1);
    }

    @Test
    void mendsALetterWhereItIs() {
        inventory
                .says("GET /ops/dead-letters/" + ID, "{\"id\":\"%s\"}".formatted(ID))
                .says("PUT /ops/dead-letters/%s/payload".formatted(ID), "{\"id\":\"%s\"}".formatted(ID));

        assertThat(ops("dead-letters", "edit", ID, "--payload", "{\"a\":1}", "--reason", "a brace"))
                .isZero();
        assertThat(inventory.asked().getLast()).endsWith("{\"reason\":\"a brace\",\"payload\":\"{\\\"a\\\":1}\"}");
        assertThat(ops("dead-letters", "edit", ID, "--reason", "a brace")).isEqualTo(2);
    }

    @Test
    void saysWhoHasDoneWhatNewestFirst() {
        String action = """
            {"actions":[{"shard":"%s","at":"%s","by":"ann","verb":"discard","reason":"old","subject":"letters","letters":3}]}\
            """;
        orders.says("GET /ops/dead-letters/actions?limit=50", action.formatted("orders_0", "2026-01-31T12:00:00Z"));
        payments.says(
                "GET /ops/dead-letters/actions?limit=50", action.formatted("payments_1", "2026-01-31T12:00:00.5Z"));
        inventory.says("GET /ops/dead-letters/actions?limit=50", "{\"actions\":[]}");

        assertThat(ops("dead-letters", "actions")).isZero();

        assertThat(out.toString())
                .containsSubsequence("OF WHAT", "payments_1", "orders_0")
                .contains("ann", "discard", "old");
    }

    @Test
    void asksOnlyTheOrderServiceForSagas() {
        String saga = """
            {"id":"%s","steps":[{"name":"reserve-stock","calls":[{"participant":"inventory","progress":"DONE"}]}],
             "timeline":[{"at":"2026-01-31T12:00:00Z","text":"The order was placed."}]}\
            """.formatted(ID);
        orders.says("POST /ops/sagas/%s/skip".formatted(ID), saga)
                .says("PUT /ops/pauses/place-order", "{\"shards\":[{\"shard\":\"orders_0\",\"changed\":true}]}")
                .says("DELETE /ops/pauses/all?reason=over", "{\"shards\":[]}")
                .says("GET /ops/sagas?standing=parked&limit=50", "{\"sagas\":[{\"id\":\"%s\"}]}".formatted(ID));

        assertThat(ops("sagas", "list", "--standing", "parked")).isZero();
        assertThat(ops("sagas", "skip", ID, "--step", "reserve-stock", "--reason", "sure"))
                .isZero();
        assertThat(ops("sagas", "pause", "--definition", "place-order", "--reason", "bank"))
                .isZero();
        assertThat(ops("sagas", "resume", "--definition", "all", "--reason", "over"))
                .isZero();
        assertThat(ops("sagas", "resume", ID, "--reason", "over")).isEqualTo(1);

        assertThat(out.toString()).contains("reserve-stock", "The order was placed.", "orders_0");
        assertThat(inventory.asked()).isEmpty();
    }

    @Test
    void aDriftIsExitCode1EvenIfSomebodyIsAway() {
        orders.says("GET /ops/audit", "{\"verdict\":\"CLEAN\",\"drifts\":0,\"shards\":[]}");
        inventory.says("GET /ops/audit", """
            {"verdict":"DRIFTING","drifts":2,"shards":[{"shard":"inventory_0","checks":[
              {"check":"sums","drifts":2,"rows":[{"subject":"shop/LAMP","found":{"sold":3}}]}]}]}\
            """);
        payments.close();

        assertThat(ops("audit")).isEqualTo(1);

        assertThat(out.toString()).contains("inventory_0  sums   shop/LAMP  {\"sold\":3}", "and 1 more");
        assertThat(err.toString()).contains("payment-service is away");
    }

    @Test
    void jsonIsJson() throws IOException {
        orders.says("GET /ops/dead-letters/replays?limit=20", "{\"replays\":[%s]}".formatted(replay("running", 1, 0)));
        inventory.says(
                "GET /ops/dead-letters/replays?limit=20", "{\"replays\":[%s]}".formatted(replay("finished", 2, 0)));
        payments.says("GET /ops/dead-letters/replays?limit=20", "{\"replays\":[]}");

        assertThat(ops("dead-letters", "replays", "--json")).isZero();

        assertThat(new ObjectMapper()
                        .readTree(out.toString())
                        .at("/replays/0/done")
                        .asLong())
                .isEqualTo(3);
    }

    private int ops(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--orders-url", orders.url(), "--inventory-url", inventory.url()));
        line.addAll(List.of("--payments-url", payments.url(), "--token", "t"));
        return Ops.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(line.toArray(String[]::new));
    }

    private static String letters(String id, String at) {
        return "{\"letters\":[{\"id\":\"%s\",\"lastFailedAt\":\"%s\"}]}".formatted(id, at);
    }

    private static String letters(String id, String at, String next) {
        return "{\"letters\":[{\"id\":\"%s\",\"lastFailedAt\":\"%s\"}],\"next\":\"%s\"}".formatted(id, at, next);
    }

    private static String replay(String status, int done, int failed) {
        return """
            {"id":"%s","at":"2026-01-31T12:00:00Z","status":"%s","count":2,"done":%d,"applied":%d,"duplicate":0,
             "fenced":0,"failed":%d}\
            """.formatted(ID, status, done, done - failed, failed);
    }
}
