package dev.waybill.delivery.consuming;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs a batch of which some are thought to be at fault: the others first and together, then each of those by itself, which
 * is one transaction for each instead of {@link Splitting}'s several. A wrong suspicion costs time and nothing else.
 */
public final class Suspects {
    private Suspects() {}

    /**
     * @param order of an item; what comes behind a suspect of its order is run after it, by itself
     * @param run does a batch or, by an exception, none of it
     * @param culprit gets an item that fails alone, with its failure
     * @param passOver whether an item is left out from now on, asked before each run of it
     */
    public static <T> void run(
            List<T> batch,
            Predicate<T> suspected,
            Function<T, @Nullable UUID> order,
            Consumer<List<T>> run,
            BiConsumer<T, RuntimeException> culprit,
            Predicate<T> passOver) {
        Splitting<T> splitting = new Splitting<>(order, run, culprit, passOver);
        List<T> clear = new ArrayList<>(batch.size());
        List<T> doubtful = new ArrayList<>();
        Set<UUID> orders = new HashSet<>();
        for (T item : batch) {
            UUID known = order.apply(item);
            if (suspected.test(item) || (known != null && orders.contains(known))) {
                doubtful.add(item);
                if (known != null) {
                    orders.add(known);
                }
            } else {
                clear.add(item);
            }
        }
        if (!clear.isEmpty()) {
            splitting.run(clear);
        }
        for (T item : doubtful) {
            if (!passOver.test(item)) {
                splitting.run(List.of(item));
            }
        }
    }
}
