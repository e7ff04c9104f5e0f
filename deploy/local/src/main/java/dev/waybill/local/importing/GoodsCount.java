package dev.waybill.local.importing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/** One product's units, and the names and prices that it was sold under. */
final class GoodsCount {
    private final String sku;
    private final Map<String, Long> names = new LinkedHashMap<>();
    private final Map<Long, Long> prices = new LinkedHashMap<>();
    private long units;

    GoodsCount(String sku) {
        this.sku = sku;
    }

    void add(Invoice.Line line, @Nullable String name) {
        units += line.quantity();
        prices.merge(line.price(), 1L, Long::sum);
        if (name != null) {
            names.merge(name, 1L, Long::sum);
        }
    }

    /** Where nobody wrote a name, the SKU is one. */
    ImportPlan.Goods goods() {
        return new ImportPlan.Goods(sku, mostFrequent(names, sku), mostFrequent(prices, 0L), units);
    }

    /** Of equally frequent ones the first seen. */
    private static <T> T mostFrequent(Map<T, Long> counts, T otherwise) {
        T best = otherwise;
        long most = 0;
        for (Entry<T, Long> count : counts.entrySet()) {
            if (count.getValue() > most) {
                best = count.getKey();
                most = count.getValue();
            }
        }
        return best;
    }
}
