package dev.waybill.local.processes;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A long-running child that can be stopped, killed and started again with the same ports and data.
 *
 * <p>It distinguishes an end that was asked for from one that was not: only the latter is told to
 * {@link #onUnexpectedEnd}.
 */
public abstract class Daemon implements AutoCloseable {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(40);

    private @Nullable ChildProcess process;
    private @Nullable BiConsumer<Daemon, Integer> watcher;
    private @Nullable ChildProcess serving;
    private boolean wanted;
    private boolean startedOnce;
    private boolean closed;

    /** Starts the program if it never was started; one that was stopped on purpose stays down. */
    public final void startOnce() {
        boolean first;
        synchronized (this) {
            first = !startedOnce;
        }
        if (first) {
            start();
        }
    }

    /** Starts the program unless it runs, and returns when it takes work. */
    public final ChildProcess start() {
        ChildProcess child = launch();
        try {
            Readiness.await(child, startPatience(), this::ready);
        } catch (RuntimeException e) {
            abandon(child);
            throw e;
        }
        served(child);
        return child;
    }

    private synchronized ChildProcess launch() {
        if (closed) {
            throw new IllegalStateException(name() + " is closed");
        }
        wanted = true;
        startedOnce = true;
        if (process != null && process.isAlive()) {
            return process;
        }
        ChildProcess child = spawn();
        process = child;
        var unused = child.onExit().thenAccept(this::ended);
        return child;
    }

    private synchronized void served(ChildProcess child) {
        serving = process == child ? child : null;
    }

    /** A child that ends before it serves is told by the exception that its start throws. */
    private void ended(ChildProcess child) {
        BiConsumer<Daemon, Integer> told;
        synchronized (this) {
            told = serving == child ? watcher : null;
        }
        if (told != null) {
            told.accept(this, child.exitCode());
        }
    }

    private synchronized void abandon(ChildProcess child) {
        if (process == child) {
            process = null;
        }
        child.kill();
    }

    /** Tells {@code watcher} the exit code whenever the program ends without having been asked to. */
    public final synchronized void onUnexpectedEnd(BiConsumer<Daemon, Integer> watcher) {
        this.watcher = watcher;
    }

    /** The running process, or null before the first start and after a stop. */
    public final synchronized @Nullable ChildProcess process() {
        return process;
    }

    /** Whether it is meant to run: it was started, and neither stopped nor killed by us. */
    public final synchronized boolean wanted() {
        return wanted && !closed;
    }

    /** Ends the program in its own way; data are kept. */
    public final void stop() {
        ChildProcess child = release();
        if (child != null) {
            child.stop(STOP_PATIENCE);
        }
    }

    /** {@code kill -9}; the program stays down until it is started again. */
    public final void kill() {
        ChildProcess child = release();
        if (child != null) {
            child.kill();
        }
    }

    private synchronized @Nullable ChildProcess release() {
        ChildProcess child = process;
        process = null;
        serving = null;
        wanted = false;
        return child;
    }

    /** Stops it for good: a start that comes later is refused. */
    @Override
    public final void close() {
        synchronized (this) {
            closed = true;
        }
        stop();
    }

    public abstract String name();

    /** How long a start may take. */
    protected abstract Duration startPatience();

    /** Prepares what the program needs, and starts its process. */
    protected abstract ChildProcess spawn();

    /** Whether the program takes work; an exception counts as no. */
    protected abstract boolean ready() throws Exception;
}
