package dev.waybill.local.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** A stack that another process has started in a folder, as its configuration tells of it. */
public record RunningStack(Path folder) {

    /** Where the service listens; its usual address when the folder does not say. */
    public String url(ServiceKind kind) {
        Path file = folder.resolve("config").resolve(kind.module() + ".properties");
        Properties settings = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                settings.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        String usual = Integer.toString(kind.defaultPort());
        return "http://127.0.0.1:" + settings.getProperty("quarkus.http.port", usual);
    }
}
