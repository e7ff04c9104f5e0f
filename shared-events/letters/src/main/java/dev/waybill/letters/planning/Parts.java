package dev.waybill.letters.planning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Cuts a long line into parts. Pure. */
public final class Parts<T> {

    private final List<List<T>> parts = new ArrayList<>();
    private final ToLongFunction<T> weight;
    private final long heaviest;
    private List<T> part = new ArrayList<>();
    private long weighs;

    private Parts(ToLongFunction<T> weight, long heaviest) {
        this.weight = weight;
        this.heaviest = heaviest;
    }

    /**
     * @param key items of one key stay in order, and together unless they are too heavy; null for an item that belongs to no
     *     other
     * @param size that a part has at least, unless it is the last or would be too heavy
     * @param heaviest what a part weighs at most, unless it is one item
     */
    static <T, K> List<List<T>> of(
            List<T> line, Function<T, @Nullable K> key, int size, ToLongFunction<T> weight, long heaviest) {
        Parts<T> cut = new Parts<>(weight, heaviest);
        for (List<T> together : byKey(line, key)) {
            together.forEach(cut::add);
            if (cut.part.size() >= size) {
                cut.close();
            }
        }
        cut.close();
        return cut.parts;
    }

    /** The beginning of a line that is not too heavy: one item at least. */
    public static <T> List<T> first(List<T> line, ToLongFunction<T> weight, long heaviest) {
        Parts<T> cut = new Parts<>(weight, heaviest);
        line.forEach(cut::add);
        cut.close();
        return line.isEmpty() ? line : cut.parts.getFirst();
    }

    private static <T, K> Iterable<List<T>> byKey(List<T> line, Function<T, @Nullable K> key) {
        Map<Object, List<T>> byKey = new LinkedHashMap<>();
        for (T item : line) {
            K known = key.apply(item);
            byKey.computeIfAbsent(known == null ? new Object() : known, any -> new ArrayList<>())
                    .add(item);
        }
        return byKey.values();
    }

    private void add(T item) {
        long more = weight.applyAsLong(item);
        if (weighs + more > heaviest) {
            close();
        }
        part.add(item);
        weighs += more;
    }

    private void close() {
        if (!part.isEmpty()) {
            parts.add(part);
        }
        part = new ArrayList<>();
        weighs = 0;
    }
}
