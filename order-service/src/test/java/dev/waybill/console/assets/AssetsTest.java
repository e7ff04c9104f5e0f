package dev.waybill.console.assets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsTest {

    @ParameterizedTest
    @ValueSource(strings = {"pico.css", "htmx.js", "sse.js", "console.css", "console.js", "icon.svg"})
    void isThere(String name) {
        assertThat(Assets.find(name)).get().satisfies(asset -> assertThat(asset.content())
                .isNotEmpty());
    }

    /** A page would then have to ask another host, and its policy forbids that. */
    @ParameterizedTest
    @ValueSource(strings = {"pico.css", "console.css"})
    void noStyleRefersToAnotherHost(String name) {
        String style = new String(Assets.find(name).orElseThrow().content(), StandardCharsets.UTF_8);

        assertThat(style).doesNotContain("@import").doesNotContainPattern("url\\(\\s*[\"']?(https?:)?//");
    }

    @Test
    void nothingElseIsServed() {
        assertThat(Assets.find("../application.properties")).isEmpty();
        assertThat(Assets.version()).matches("[0-9a-f]{8}");
    }
}
