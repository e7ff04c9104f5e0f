package dev.waybill.delivery.consuming;

import dev.waybill.shards.FailingRow;
import dev.waybill.shards.SqlFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a batch, and when it fails through a fault of its own runs parts of it until each culprit is known. Where the failure
 * shows a row, it is the item of that row's order, or one of several; where it shows none, the batch is halved until the
 * culprit stands alone: a bad item among n costs its neighbours one transaction, or about 2 log₂ n. A transient failure is
 * thrown as it is: nobody in the batch is to blame.
 */
public final class Splitting<T> {

    private final Function<T, @Nullable UUID> order;
    private final Consumer<List<T>> work;
    private final BiConsumer<T, RuntimeException> culprit;
    private final Predicate<T> passOver;
    private final Function<RuntimeException, Optional<FailingRow>> shown;

    /**
     * @param order of an item, by which a failure may name it
     * @param work does a batch or, by an exception, none of it
     * @param culprit gets an item that fails alone, or would, with its failure
     * @param passOver whether the item is left out from now on, asked before each run of it: a culprit is found before any
     *     item of its order that comes after it has been run
     */
    public Splitting(
            Function<T, @Nullable UUID> order,
            Consumer<List<T>> work,
            BiConsumer<T, RuntimeException> culprit,
            Predicate<T> passOver) {
        this(order, work, culprit, passOver, FailingRow::of);
    }

    /** @param shown the row that a failure shows */
    Splitting(
            Function<T, @Nullable UUID> order,
            Consumer<List<T>> work,
            BiConsumer<T, RuntimeException> culprit,
            Predicate<T> passOver,
            Function<RuntimeException, Optional<FailingRow>> shown) {
        this.order = order;
        this.work = work;
        this.culprit = culprit;
        this.passOver = passOver;
        this.shown = shown;
    }

    /**
     * For items of which no failure tells anything, and none has to wait for another.
     *
     * @param work does a batch or, by an exception, none of it
     * @param culprit gets an item that fails alone, with its failure
     */
    public static <T> void run(List<T> batch, Consumer<List<T>> work, BiConsumer<T, RuntimeException> culprit) {
        new Splitting<T>(item -> null, work, culprit, item -> false).run(batch);
    }

    public void run(List<T> batch) {
        run(batch, Others.TOGETHER);
    }

    /** Goes on as above with a batch that has failed through a fault of its own. */
    void narrow(List<T> batch, RuntimeException failure) {
        narrow(batch, failure, Others.TOGETHER);
    }

    /** What is done with the rest, once some have been named: after the first it is likely to be good, after the next not. */
    private enum Others {
        TOGETHER,
        HALVED
    }

    private void run(List<T> batch, Others others) {
        try {
            work.accept(batch);
        } catch (RuntimeException failure) {
            if (SqlFailure.of(failure) == SqlFailure.TRANSIENT) {
                throw failure;
            }
            narrow(batch, failure, others);
        }
    }

    private void narrow(List<T> batch, RuntimeException failure, Others others) {
        if (batch.size() == 1) {
            culprit.accept(batch.getFirst(), failure);
            return;
        }
        Optional<FailingRow> row = shown.apply(failure);
        Map<Boolean, List<T>> parts = batch.stream()
                .collect(Collectors.partitioningBy(
                        item -> row.isPresent() && isOf(row.get().ids(), order.apply(item))));
        List<T> named = parts.getOrDefault(true, List.of());
        List<T> rest = parts.getOrDefault(false, List.of());
        if (named.isEmpty() || rest.isEmpty()) {
            halves(batch);
            return;
        }
        if (named.size() == 1 && row.orElseThrow().alone()) {
            culprit.accept(named.getFirst(), failure);
            others(rest, others);
        } else {
            // All of one order, so that none of them is run before another that came earlier.
            others(rest, others);
            named.forEach(item -> runOpen(List.of(item), Others.TOGETHER));
        }
    }

    private void others(List<T> rest, Others others) {
        if (others == Others.HALVED) {
            halves(rest);
        } else {
            runOpen(rest, Others.HALVED);
        }
    }

    private static boolean isOf(Set<UUID> ids, @Nullable UUID order) {
        return order != null && ids.contains(order);
    }

    private void halves(List<T> batch) {
        int middle = batch.size() / 2;
        runOpen(batch.subList(0, middle), Others.TOGETHER);
        runOpen(batch.subList(middle, batch.size()), Others.TOGETHER);
    }

    private void runOpen(List<T> some, Others others) {
        List<T> open = some.stream().filter(passOver.negate()).toList();
        if (!open.isEmpty()) {
            run(open, others);
        }
    }
}
