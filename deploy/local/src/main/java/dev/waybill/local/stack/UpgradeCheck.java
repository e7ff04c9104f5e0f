package dev.waybill.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether the order service that is built here could take over: it is asked itself, and says so on standard output.
 *
 * @param home the project's folder
 * @param settings what the order service is started with
 */
public record UpgradeCheck(Path home, Path settings) {

    /** With the settings of the system that runs in the folder, or that ran there last. */
    public static UpgradeCheck of(Path home, Path folder) {
        return new UpgradeCheck(home, folder.resolve("config").resolve(ServiceKind.ORDERS.module() + ".properties"));
    }

    /**
     * @return the exit code: 0 if it could, 1 if not, or if a shard could not be asked
     * @throws CannotStart if it is not built, or there are no settings
     */
    public int run() throws InterruptedException {
        Path jar = ServicePlaces.builtJar(ServiceKind.ORDERS, home);
        if (!Files.exists(settings)) {
            throw new CannotStart("there is no " + settings + ": no system was ever started there");
        }
        try {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Dquarkus.config.locations=" + settings.toAbsolutePath(),
                            "-jar",
                            jar.toString(),
                            "check-sagas")
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask the order service", e);
        }
    }
}
