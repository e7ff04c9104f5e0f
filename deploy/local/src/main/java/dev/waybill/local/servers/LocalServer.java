package dev.waybill.local.servers;

import dev.waybill.local.processes.ChildProcess;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server that runs as our child and can be stopped, killed and started again on its port and data. */
public abstract class LocalServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private @Nullable ChildProcess process;

    /** Starts the server unless it runs, and returns when it takes work. */
    public final synchronized ChildProcess start() {
        ChildProcess running = process;
        if (running == null || !running.isAlive()) {
            running = launch();
            process = running;
        }
        return running;
    }

    /** The running process, or null before the first start and after a stop. */
    public final synchronized @Nullable ChildProcess process() {
        return process;
    }

    /** Ends the server in its own way; data are kept. */
    public final synchronized void stop() {
        if (process != null) {
            process.stop(PATIENCE);
            process = null;
        }
    }

    /** {@code kill -9}. */
    public final synchronized void kill() {
        if (process != null) {
            process.kill();
            process = null;
        }
    }

    @Override
    public final void close() {
        stop();
    }

    public abstract int port();

    /** Starts the process and waits until it takes work; ends it again if it does not. */
    abstract ChildProcess launch();
}
