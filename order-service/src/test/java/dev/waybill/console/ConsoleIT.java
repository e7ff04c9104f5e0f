package dev.waybill.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.waybill.console.signin.SignInResource;
import dev.waybill.local.keys.Caller;
import dev.waybill.ops.Shop;
import dev.waybill.shards.Shards;
import dev.waybill.testing.Backends;
import dev.waybill.testing.Participants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console as a browser meets it: who may, what pages may do, what is asked before anything is done. */
@QuarkusTest
@QuarkusTestResource(
        value = Backends.class,
        initArgs = {@ResourceArg(name = "database", value = "orders"), @ResourceArg(name = "shards", value = "4")})
@QuarkusTestResource(Participants.class)
@QuarkusTestResource(FakePeer.class)
class ConsoleIT {

    private static final String HOSTILE = "<script>alert(1)</script>";

    @Inject
    Shards shards;

    @TestHTTPResource
    URI url;

    private final Browser ann = Browser.of("ops");

    @ParameterizedTest
    @EnumSource
    void everyPageIsThereAndMayDoLittle(Section section) {
        String page = ann.get(section.path())
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", Gate.CONTENT_SECURITY_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .extract()
                .asString();

        assertThat(page).contains("<h1>" + section.title() + "</h1>", "aria-current=\"page\"");
        assertHarmless(page);
    }

    /** Nothing inline, which the policy would refuse, and nobody else's host. */
    private static void assertHarmless(String page) {
        assertThat(page)
                .doesNotContainPattern("<script(?![^>]*src=\"/console/)")
                .doesNotContainPattern("\\sstyle=")
                .doesNotContainPattern("\\son[a-z]+=")
                .doesNotContainPattern("(src|href|action)=\"(https?:)?//");
    }

    @Test
    void whoIsNotSignedInIsAskedToAndComesBack() {
        given().redirects()
                .follow(false)
                .get("/console/orders?state=rejected")
                .then()
                .statusCode(303)
                .header(
                        "Location",
                        containsString("/console/sign-in?why=missing&to=%2Fconsole%2Forders%3Fstate%3Drejected"));
        given().header("HX-Request", "true")
                .get("/console/shards")
                .then()
                .statusCode(200)
                .header("HX-Redirect", startsWith("/console/sign-in?why=missing"));
        assertThat(given().get("/console/sign-in?why=missing").asString()).contains("Sign in first;");
    }

    @Test
    void whoComesInByTheFrontDoorIsOnlyShownTheWayIn() {
        assertThat(given().get("/console").asString())
                .contains("<h1>Sign in</h1>", "./waybill token")
                .doesNotContain("Sign in first");
    }

    @Test
    void aTokenThatIsNoneEndsTheSession() {
        Browser.with("x.y.z")
                .get("/console/flow")
                .then()
                .statusCode(303)
                .header("Location", containsString("why=ended"))
                .header("Set-Cookie", allOf(containsString("waybill-console=;"), containsString("Max-Age=0")));
    }

    @Test
    void anOpsTokenBeginsASessionThatNoScriptCanRead() {
        signIn(ann.token(), "/console/sagas?standing=parked")
                .statusCode(303)
                .header("Location", containsString("/console/sagas?standing=parked"))
                .header(
                        "Set-Cookie",
                        allOf(
                                startsWith("waybill-console=" + ann.token() + ";"),
                                containsString("; HttpOnly"),
                                containsString("; SameSite=Strict"),
                                containsString("; Path=/console")));
        signIn(ann.token(), "https://evil.example/").header("Location", containsString("/console/flow"));
    }

    @Test
    void otherTokensDoNot() {
        signIn("nonsense", "").statusCode(401).body(containsString("That token is not valid here"));
        signIn(Browser.of("service").token(), "").statusCode(403).body(containsString("role ops"));
        Browser.of("customer").get("/console/flow").then().statusCode(403).body(containsString("<h1>Not allowed</h1>"));
    }

    /** Other systems' tokens say much; what a browser would not keep is refused, since its next page would ask again. */
    @Test
    void aLongTokenIsGoodAsLongAsABrowserKeepsIt() {
        signIn(tokenOfTeams(200), "").statusCode(303).header("Location", containsString("/console/flow"));
        signIn(tokenOfTeams(400), "").statusCode(422).body(containsString("too long"));
    }

    private static String tokenOfTeams(int teams) {
        List<String> roles = new ArrayList<>(List.of("ops"));
        IntStream.range(100, 100 + teams).forEach(team -> roles.add("team-" + team));
        return Backends.token(new Caller("ann", "demo", roles));
    }

    private static io.restassured.response.ValidatableResponse signIn(String token, String to) {
        return given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParam("token", token)
                .formParam("to", to)
                .post("/console/sign-in")
                .then();
    }

    /** Browsers say with every form where it comes from. */
    @Test
    void aFormOfOursComesThroughTheRulesForOtherOrigins() {
        String origin = url.getScheme() + "://" + url.getAuthority();
        given().redirects()
                .follow(false)
                .header("Origin", origin)
                .header("Sec-Fetch-Site", "same-origin")
                .contentType(ContentType.URLENC)
                .formParam("token", ann.token())
                .post("/console/sign-in")
                .then()
                .statusCode(303);
        ann.get("/console/flow").then().header("Referrer-Policy", "same-origin");
    }

    /** So a page of another site can't use the session even where it is not the console that answers. */
    @Test
    void theCookieIsGoodForTheConsoleOnly() {
        ann.get("/ops/sagas").then().statusCode(401);
    }

    @Test
    void everythingThatChangesAnythingWantsAFormOfTheSession() {
        List<String> paths = posts();
        assertThat(paths).hasSizeGreaterThan(6);
        for (String path : paths) {
            ann.post(path, "", Map.of("reason", "x")).then().statusCode(403).body(containsString("Not from this page"));
            ann.post(path, FormKey.of("another session"), Map.of("reason", "x"))
                    .then()
                    .statusCode(403);
        }
    }

    /** Every path that can be posted to, but for those of signing in and out. */
    private static List<String> posts() {
        List<String> paths = new ArrayList<>();
        console().stream()
                .filter(type -> type.isAnnotatedWith(Path.class) && !type.isEquivalentTo(SignInResource.class))
                .map(type -> type.reflect())
                .forEach(type -> Stream.of(type.getMethods())
                        .filter(method -> method.isAnnotationPresent(POST.class))
                        .forEach(method -> paths.add(path(type, method))));
        return paths;
    }

    /** Alone: what it is made of elsewhere can't be read by a file's address while Quarkus runs, and each try is a warning. */
    private static JavaClasses console() {
        return ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.waybill.console");
        });
    }

    private static String path(Class<?> type, Method method) {
        Path rest = method.getAnnotation(Path.class);
        String path = type.getAnnotation(Path.class).value() + (rest == null ? "" : "/" + rest.value());
        return path.replace("{definition}", "all")
                .replace("{verb}", "retry")
                .replace("{service}", "inventory-service")
                .replace("{id}", FakePeer.LETTER);
    }

    @Test
    void whatAnotherSiteSendsIsRefused() {
        ann.request()
                .header("Sec-Fetch-Site", "cross-site")
                .contentType(ContentType.URLENC)
                .formParam("form-key", Browser.formKey(ann.page("/console/audit")))
                .post("/console/audit")
                .then()
                .statusCode(403);
    }

    @Test
    void anOrderIsFoundAndItsStoryTold() {
        String id = placedBy(HOSTILE);

        String list = ann.page("/console/orders?customer=%3Cscript%3Ealert(1)%3C%2Fscript%3E&tenant=demo");
        assertThat(list).contains("/console/orders/" + id, "&lt;script&gt;").doesNotContain(HOSTILE);
        assertHarmless(list);
        String page = ann.page("/console/orders/" + id);
        assertThat(page)
                .contains("placed the order", "85123A", "&lt;script&gt;")
                .doesNotContain(HOSTILE);
        assertHarmless(page);
        assertThat(ann.get("/console/orders?id=" + id).header("Location")).endsWith("/console/orders/" + id);
        assertThat(ann.page("/console/orders/" + id + "/payments")).contains("payment-service is away");
        assertThat(ann.page("/console/orders/" + id + "/messages")).contains("order.events.v1", "order-placed");
        assertThat(ann.page("/console/orders/" + id + "/story"))
                .contains("placed the order", "became a dead letter of inventory-service", "payment-service is away")
                .doesNotContain(FakePeer.HOSTILE);
        ann.get("/console/orders/nonesuch").then().statusCode(404).body(containsString("nonesuch"));
    }

    private static String placedBy(String name) {
        return given().header(
                        "Authorization", "Bearer " + Backends.token(new Caller("shop", "demo", List.of("pricing"))))
                .contentType(ContentType.JSON)
                .body("""
                        {"customer":{"id":"%1$s","name":"%1$s","email":"a@example.org"},"currency":"GBP",
                         "paymentToken":"tok_approve","lines":[{"sku":"85123A","quantity":6,"price":255}]}
                        """.formatted(name))
                .post("/v1/orders")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    @Test
    void aSagaIsTurnedRoundAfterAQuestionAndWithAReason() {
        String id = new Shop(shards).placedButNotPaid();
        String question = "/console/sagas/%s/compensate".formatted(id);

        assertThat(ann.page("/console/sagas/" + id)).contains("authorize-payment", question);
        assertThat(ann.page(question)).contains("the order is rejected", "required");
        ann.send(question, question, Map.of("reason", "")).then().statusCode(422);
        ann.send(question, question, Map.of("reason", "fraud " + HOSTILE))
                .then()
                .statusCode(303)
                .header("Location", containsString("/console/sagas/" + id));

        assertThat(ann.page("/console/orders/" + id))
                .contains("ann of ops said compensate to the saga: fraud &lt;script&gt;")
                .doesNotContain(HOSTILE);
    }

    @Test
    void whatASagasStateDoesNotAllowIsSaidInASentence() {
        String id = new Shop(shards).placedButNotPaid();
        String question = "/console/sagas/%s/resume".formatted(id);

        ann.send(question, question, Map.of("reason", "x"))
                .then()
                .statusCode(409)
                .body(containsString("is not paused"));
        ann.get("/console/sagas/%s/explode".formatted(id)).then().statusCode(404);
    }

    @Test
    void allSagasArePausedAndResumed() {
        String all = "/console/sagas/all/return-items/";
        ann.send(all + "pause", all + "pause", Map.of("reason", "a test"))
                .then()
                .statusCode(303);
        try {
            assertThat(ann.page("/console/sagas?standing=paused")).contains("return-items, by ann");
        } finally {
            ann.send(all + "resume", all + "resume", Map.of("reason", "it is over"))
                    .then()
                    .statusCode(303);
        }
        assertThat(ann.page("/console/sagas?standing=paused")).doesNotContain("return-items, by ann");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/flow/live", "/console/shards/live"})
    void aPagesLivePartComesByItself(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .header("Cookie", "waybill-console=" + ann.token())
                .build();
        try (Stream<String> lines =
                HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body()) {
            assertThat(lines.limit(40)).anyMatch(line -> line.equals("event:part") || line.equals("event: part"));
        }
    }

    @Test
    void assetsAreKeptForEver() {
        String page = ann.page("/console/flow");
        String style = page.replaceAll("(?s).*href=\"(/console/assets/[^\"]+/pico.css)\".*", "$1");

        given().get(style).then().statusCode(200).header("Cache-Control", containsString("immutable"));
        given().get("/console/assets/old/pico.css").then().header("Cache-Control", equalTo("no-cache"));
        given().get("/console/assets/old/passwd").then().statusCode(404);
    }
}
