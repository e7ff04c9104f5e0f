package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Somebody at the console with a real browser. What the browser complains of, and what it asks other hosts for, is a failure
 * of the test. Pictures are kept in {@code target/screens}, or where {@code -Dwaybill.screens} says.
 */
final class Screen implements AutoCloseable {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 820;
    private static final int PHONE_WIDTH = 390;
    private static final int PATIENCE_MILLIS = 10_000;

    private final Path pictures = Path.of(
            System.getProperty("waybill.screens", Path.of("target", "screens").toString()));
    private final List<String> complaints = new ArrayList<>();
    private final String console;
    private final BrowserContext context;
    private final Page page;

    Screen(Browser browser, String console) {
        this.console = console;
        context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT).setReducedMotion(ReducedMotion.REDUCE));
        page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onRequest(request -> {
            if (!URI.create(request.url())
                    .getAuthority()
                    .equals(URI.create(console).getAuthority())) {
                complaints.add("asked another host: " + request.url());
            }
        });
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
    }

    /** By the link that the start of a system prints. */
    void signIn(String token) {
        page.navigate(console + "/console/sign-in#" + token);
        page.waitForURL("**/console/flow");
    }

    Page open(String path) {
        page.navigate(console + path);
        return page;
    }

    Page page() {
        return page;
    }

    /** By day and by night; and on a phone, where nothing may stick out. */
    void picture(String name) {
        page.evaluate("window.scrollTo(0, 0)");
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            String file = "%s-%s.png".formatted(name, scheme.name().toLowerCase(Locale.ROOT));
            page.screenshot(new Page.ScreenshotOptions().setPath(pictures.resolve(file)));
        }
        page.setViewportSize(PHONE_WIDTH, HEIGHT);
        page.screenshot(new Page.ScreenshotOptions().setPath(pictures.resolve(name + "-phone.png")));
        assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as("%s on a phone", name)
                .isEqualTo(PHONE_WIDTH);
        page.setViewportSize(WIDTH, HEIGHT);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    void assertNoComplaints() {
        assertThat(complaints).isEmpty();
    }

    /** Leaves a picture of what was seen last, for whoever wonders why a test has failed. */
    @Override
    public void close() {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "last-screen.png")));
        context.close();
    }
}
