package dev.waybill.system;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The Chromium of this machine: none is downloaded. */
final class Chromium {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge");
    private static final List<String> ELSEWHERE = List.of(
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    private static final String NONE =
            "no Chromium was found: install it (on Debian: apt-get install chromium), or name it with -Dwaybill.chromium=PATH";

    private Chromium() {}

    /** Without one the test is skipped, but never where everything must be tried. */
    static Path find() {
        Path found = candidates().filter(Files::isExecutable).findFirst().orElse(null);
        if (found != null) {
            return found;
        }
        if (System.getenv("CI") != null) {
            throw new AssertionError(NONE);
        }
        return abort(NONE);
    }

    private static Stream<Path> candidates() {
        String named = System.getProperty("waybill.chromium");
        if (named != null) {
            return Stream.of(Path.of(named));
        }
        Stream<Path> onPath = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        return Stream.concat(onPath, ELSEWHERE.stream().map(Path::of));
    }
}
