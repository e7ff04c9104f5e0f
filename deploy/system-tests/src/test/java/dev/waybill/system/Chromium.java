package dev.waybill.system;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Chromium to try pages with: the one that is named, one of this machine, or else the one that the build has fetched.
 *
 * @param environment all of its environment variables
 */
record Chromium(Path executable, Map<String, String> environment) {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge");
    private static final List<String> ELSEWHERE = List.of(
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    private static final String NONE =
            "no Chromium was found, and none fetched: install it (on Debian: apt-get install chromium), or name it with -Dwaybill.chromium=PATH";

    /** Without one the test is skipped, but never where everything must be tried. */
    static Chromium find() throws IOException {
        String named = System.getProperty("waybill.chromium");
        if (named != null) {
            return named(Path.of(named));
        }
        Optional<Path> installed = candidates().filter(Files::isExecutable).findFirst();
        if (installed.isPresent()) {
            return new Chromium(installed.get(), System.getenv());
        }
        if (ChromiumPackage.isFetched()) {
            return ChromiumPackage.unpack();
        }
        if (System.getenv("CI") != null) {
            throw new AssertionError(NONE);
        }
        return abort(NONE);
    }

    private static Chromium named(Path executable) {
        if (!Files.isExecutable(executable)) {
            throw new AssertionError("-Dwaybill.chromium=%s is no program that can be run".formatted(executable));
        }
        return new Chromium(executable, System.getenv());
    }

    private static Stream<Path> candidates() {
        Stream<Path> onPath = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        return Stream.concat(onPath, ELSEWHERE.stream().map(Path::of));
    }
}
