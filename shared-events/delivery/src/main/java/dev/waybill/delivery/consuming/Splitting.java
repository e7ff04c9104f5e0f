package dev.waybill.delivery.consuming;

import dev.waybill.shards.SqlFailure;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Runs a batch, and when it fails through a fault of its own halves it until the culprit stands alone: a bad item among n
 * costs its neighbours about 2 log₂ n transactions, and nothing else. A transient failure is thrown as it is: nobody in the
 * batch is to blame.
 */
public final class Splitting {
    private Splitting() {}

    /**
     * @param run does a batch or, by an exception, none of it
     * @param culprit gets an item that fails alone, with its failure
     */
    public static <T> void run(List<T> batch, Consumer<List<T>> run, BiConsumer<T, RuntimeException> culprit) {
        run(batch, run, culprit, item -> false);
    }

    /**
     * As above, where an item may have to wait for another.
     *
     * @param passOver whether the item is left out from now on, asked before each run of it: a culprit is found before any
     *     item that comes after it has been run
     */
    public static <T> void run(
            List<T> batch, Consumer<List<T>> run, BiConsumer<T, RuntimeException> culprit, Predicate<T> passOver) {
        try {
            run.accept(batch);
        } catch (RuntimeException failure) {
            if (SqlFailure.of(failure) == SqlFailure.TRANSIENT) {
                throw failure;
            }
            halve(batch, failure, run, culprit, passOver);
        }
    }

    /** Goes on as above with a batch that has failed through a fault of its own. */
    static <T> void halve(
            List<T> batch,
            RuntimeException failure,
            Consumer<List<T>> run,
            BiConsumer<T, RuntimeException> culprit,
            Predicate<T> passOver) {
        if (batch.size() == 1) {
            culprit.accept(batch.getFirst(), failure);
            return;
        }
        int middle = batch.size() / 2;
        runRest(batch.subList(0, middle), run, culprit, passOver);
        runRest(batch.subList(middle, batch.size()), run, culprit, passOver);
    }

    private static <T> void runRest(
            List<T> half, Consumer<List<T>> run, BiConsumer<T, RuntimeException> culprit, Predicate<T> passOver) {
        List<T> rest = half.stream().filter(passOver.negate()).toList();
        if (!rest.isEmpty()) {
            run(rest, run, culprit, passOver);
        }
    }
}
