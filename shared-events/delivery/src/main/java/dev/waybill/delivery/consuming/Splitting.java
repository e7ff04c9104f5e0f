package dev.waybill.delivery.consuming;

import dev.waybill.shards.SqlFailure;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

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
        try {
            run.accept(batch);
        } catch (RuntimeException failure) {
            if (SqlFailure.of(failure) == SqlFailure.TRANSIENT) {
                throw failure;
            }
            if (batch.size() == 1) {
                culprit.accept(batch.getFirst(), failure);
                return;
            }
            int middle = batch.size() / 2;
            run(batch.subList(0, middle), run, culprit);
            run(batch.subList(middle, batch.size()), run, culprit);
        }
    }
}
