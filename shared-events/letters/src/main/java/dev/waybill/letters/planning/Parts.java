package dev.waybill.letters.planning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cuts a long line into parts. Pure. */
final class Parts {

    private Parts() {}

    /**
     * @param key items of one key stay together and in order; null for an item that belongs to no other
     * @param size that a part has at least, but for the last
     */
    static <T, K> List<List<T>> of(List<T> line, Function<T, @Nullable K> key, int size) {
        Map<Object, List<T>> byKey = new LinkedHashMap<>();
        for (T item : line) {
            K known = key.apply(item);
            byKey.computeIfAbsent(known == null ? new Object() : known, any -> new ArrayList<>())
                    .add(item);
        }
        List<List<T>> parts = new ArrayList<>();
        List<T> part = new ArrayList<>();
        for (List<T> together : byKey.values()) {
            part.addAll(together);
            if (part.size() >= size) {
                parts.add(part);
                part = new ArrayList<>();
            }
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }
}
