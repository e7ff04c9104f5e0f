package dev.waybill.benchmark.letters;

import dev.waybill.benchmark.letters.Spoilt.Bug;
import dev.waybill.benchmark.scenarios.Letters;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Letters of three bugs, on the topics and in the stores of a running system. */
public final class PlantedLetters implements Letters {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String bootstrap;
    private final List<Desk> desks;
    private final PrintStream progress;
    private CompletableFuture<?> planting = CompletableFuture.completedFuture(null);
    private int planted;

    /**
     * @param services the addresses of those that may put letters aside
     * @param token with the role {@code ops}
     */
    public PlantedLetters(String bootstrap, Collection<String> services, String token, PrintStream progress) {
        this.bootstrap = bootstrap;
        this.desks = services.stream().map(url -> new Desk(url, token)).toList();
        this.progress = progress;
    }

    @Override
    public void plant(int messages, Duration after, Duration over) {
        Planter planter = new Planter(bootstrap);
        planted = messages;
        planting = planter.begin(new Drip(messages, after, over)).whenComplete((any, failure) -> planter.close());
    }

    @Override
    public void clear() {
        planting.join();
        Counted counted = awaitAll();
        counted.require(Bug.values().length, planted);
        progress.printf("%-14s in groups of %s%n", "letters", counted.byGroup().values());
        counted.byGroup().forEach(this::discard);
        counted().require(0, 0);
    }

    private Counted awaitAll() {
        Until.is(() -> counted().all() >= planted, PATIENCE);
        return counted();
    }

    private Counted counted() {
        return desks.stream().map(Desk::counted).reduce(Counted.none(), Counted::and);
    }

    private void discard(String group, long letters) {
        long begun = System.nanoTime();
        long discarded = desks.stream().mapToLong(desk -> desk.discard(group)).sum();
        if (discarded != letters) {
            throw new IllegalStateException(
                    "of the %d letters of group %s, %d were put away".formatted(letters, group, discarded));
        }
        progress.printf(
                "%-14s %,d of one group put away in %.0f ms%n", "letters", letters, (System.nanoTime() - begun) / 1e6);
    }
}
