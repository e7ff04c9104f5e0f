package dev.waybill.local.stack;

import dev.waybill.local.processes.Ports;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Free ports, chosen once and found again after a restart, unless somebody else has taken them since. */
final class PortBook {
    private final Path file;
    private final Properties ports = new Properties();

    PortBook(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                ports.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    synchronized int port(String name) {
        int remembered = Integer.parseInt(ports.getProperty(name, "0"));
        if (remembered > 0 && Ports.isFree(remembered)) {
            return remembered;
        }
        int port = Ports.free();
        ports.setProperty(name, Integer.toString(port));
        write();
        return port;
    }

    private void write() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (Writer writer = Files.newBufferedWriter(file)) {
                ports.store(writer, "Chosen at the first start");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
