package dev.waybill.local.stack;

import dev.waybill.local.processes.Daemon;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Starts several children side by side and waits for all of them. */
final class Starts {
    private Starts() {}

    /** Returns when all take work, or throws what the first that failed threw. */
    static void all(List<? extends Daemon> daemons, Progress progress) {
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        for (Daemon daemon : daemons) {
            starts.add(CompletableFuture.runAsync(
                    () -> one(daemon, progress),
                    task -> Thread.ofPlatform().daemon().start(task)));
        }
        try {
            CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static void one(Daemon daemon, Progress progress) {
        long begin = System.nanoTime();
        progress.starting(daemon.name());
        daemon.start();
        progress.ready(daemon.name(), Duration.ofNanos(System.nanoTime() - begin));
    }
}
