package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.processes.Daemon;
import java.io.IOException;
import java.util.Objects;

/** A process that stands still, as in a long pause of its garbage collector, until this is closed. */
final class Frozen implements AutoCloseable {
    private final long pid;

    private Frozen(long pid) {
        this.pid = pid;
    }

    static Frozen freeze(Daemon daemon) {
        Frozen frozen = new Frozen(Objects.requireNonNull(daemon.process()).pid());
        frozen.signal("STOP");
        return frozen;
    }

    private void signal(String name) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        signal("CONT");
    }
}
