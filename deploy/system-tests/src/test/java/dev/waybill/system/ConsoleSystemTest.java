package dev.waybill.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.waybill.local.keys.Caller;
import dev.waybill.local.stack.ServiceKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console with a real browser, as somebody would use it who knows nothing but its pages. */
@WholeSystem
class ConsoleSystemTest {
    private static final double PATIENCE_MILLIS = 30_000;
    private static final int POISONED = 4;

    private static Playwright playwright;
    private static Browser browser;
    private Screen screen;

    /** One for all tests: to begin and to end takes it seconds. */
    @BeforeAll
    static void openBrowser() throws IOException {
        Chromium chromium = Chromium.find();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.executable())
                        .setEnv(chromium.environment()));
    }

    @AfterAll
    static void closeBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void signIn(RunningSystem system) {
        screen = new Screen(browser, system.service(ServiceKind.ORDERS).url());
        screen.signIn(system.stack().token(Caller.of("ops", "ann")));
    }

    @AfterEach
    void close() {
        screen.close();
        screen.assertNoComplaints();
    }

    @ParameterizedTest
    @CsvSource({
        "flow, /console/flow",
        "orders, /console/orders",
        "sagas, /console/sagas",
        "audit, /console/audit",
        "shards, /console/shards"
    })
    void everyPageIsReadable(String name, String path, Shop shop) {
        shop.sell("LAMP", 2_500, 1_000);
        IntStream.range(0, 20).forEach(i -> shop.buy(Purchase.of("customer-" + i, "LAMP", 1)));

        Page page = screen.open(path);
        if (name.equals("audit")) {
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Audit now"))
                    .click();
            assertThat(page.getByText("The books are balanced.")).isVisible();
        }

        screen.picture(name);
    }

    @Test
    void itIsWorkedWithTheKeyboard() {
        Page page = screen.open("/console/orders");

        page.keyboard().press("Tab");
        assertThat(page.locator(":focus")).hasText("Skip to the content");
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertThat(page.locator(":focus")).hasAttribute("name", "id");
        page.keyboard().type("nonesuch");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("Not found");
    }

    @Test
    void anOrdersStoryGrowsWhileOneLooks(RunningSystem system, Shop shop) {
        shop.sell("LAMP", 2_500, 10);
        String order;
        try (Frozen bank = Frozen.freeze(system.service(ServiceKind.PAYMENTS))) {
            assertThat(bank).isNotNull();
            order = shop.place(Purchase.of("ann", "LAMP", 1), 0).id();
            screen.open("/console/orders/" + order);
            assertThat(screen.page().locator("#order-state")).hasText("processing");
        }

        assertThat(screen.page().locator("#order-state"))
                .hasText("confirmed", new HasTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(screen.page().locator("#payments"))
                .containsText("captured", new ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        screen.page().getByText("Look for them").click();
        assertThat(screen.page().locator("#messages")).containsText("order.events.v1");
        screen.picture("order");
    }

    @Test
    void whatWasPoisonedIsFoundUnderstoodAndReplayed(RunningSystem system, Shop shop) {
        List<String> orders = CutShort.place(POISONED, system, shop);
        Page page = screen.open("/console/dead-letters");
        Locator cause = page.locator("#groups tbody tr").filter(new Locator.FilterOptions().setHasText("close marker"));
        assertThat(cause).hasCount(1);
        // At least one for each: what asks again while it waits is answered again.
        assertThat(cause).containsText(" behind");
        screen.picture("dead-letters");
        cause.getByText("Plan a replay").click();
        assertThat(page.locator("#verdicts")).containsText("would fail again as they did");

        String mended = orders.getFirst();
        mend(mended, BrokenReplies.whole(mended, shop.tenant()));
        replay("/console/dead-letters/letters?orderId=" + mended);
        assertThat(shop.awaitDecided(mended).state()).isEqualTo("CONFIRMED");

        discard("/console/dead-letters/letters?text=close+marker");
        replay("/console/dead-letters/letters?type=PaymentAuthorized&tenant=" + shop.tenant());
        for (String order : orders) {
            assertThat(shop.awaitDecided(order).state()).isEqualTo("CONFIRMED");
        }
        screen.open("/console/orders/" + orders.getLast());
        assertThat(screen.page().locator("#order-state")).hasText("confirmed");
    }

    private void mend(String order, String payload) {
        Page page = screen.open("/console/dead-letters/letters?orderId=" + order + "&text=close+marker");
        page.locator("#letters tbody a").first().click();
        screen.picture("letter");
        link(page, "Edit…").click();
        page.getByLabel("Payload").fill(payload);
        page.getByLabel("Reason").fill("the last brace was missing");
        button(page, "Save").click();
        assertThat(page.locator("main")).containsText("the last brace was missing");
    }

    private void discard(String search) {
        Page page = screen.open(search);
        link(page, "Discard all these…").click();
        page.getByLabel("Reason").fill("what they said is said again behind them");
        button(page, "Discard").click();
        assertThat(page.locator("#replays, h1").first()).hasText("Dead letters");
    }

    private void replay(String search) {
        Page page = screen.open(search);
        link(page, "Plan a replay of all these").click();
        assertThat(page.locator("#verdicts")).containsText("will apply");
        screen.picture("plan");
        page.getByLabel("Reason").fill("mended");
        button(page, "Replay").click();
        assertThat(page.locator("#replay-status"))
                .hasText("finished", new HasTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator("td.number").last()).hasText("0");
        screen.picture("replay");
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name))
                .or(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first();
    }
}
