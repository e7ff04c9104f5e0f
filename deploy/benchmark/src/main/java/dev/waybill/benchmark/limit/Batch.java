package dev.waybill.benchmark.limit;

import dev.waybill.benchmark.shop.TimeOrderedId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;

/** Orders of three lines each, as columns. */
final class Batch {
    static final int LINES = 3;
    static final long PRICE = 400;

    private final List<UUID> orders = new ArrayList<>();
    private final List<String> customers = new ArrayList<>();
    private final List<UUID> orderOfItem = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private final List<String> skus = new ArrayList<>();
    private final TreeMap<String, Long> unitsPerSku = new TreeMap<>();

    Batch(int size, int goods, SplittableRandom random) {
        for (int i = 0; i < size; i++) {
            UUID order = TimeOrderedId.next();
            orders.add(order);
            customers.add("customer-" + random.nextInt(100_000));
            // Three different ones, since an order has each SKU once.
            int first = random.nextInt(goods);
            for (int line = 1; line <= LINES; line++) {
                add(order, line, SetBased.sku((first + line * 31) % goods));
            }
        }
    }

    private void add(UUID order, int line, String sku) {
        orderOfItem.add(order);
        lines.add(line);
        skus.add(sku);
        unitsPerSku.merge(sku, 1L, Long::sum);
    }

    int size() {
        return orders.size();
    }

    Column orders() {
        return Column.of("uuid", orders);
    }

    Column customers() {
        return Column.of("text", customers);
    }

    Column orderOfItem() {
        return Column.of("uuid", orderOfItem);
    }

    Column lines() {
        return Column.of("integer", lines);
    }

    Column skus() {
        return Column.of("text", skus);
    }

    /** Each SKU once, in the order in which they are locked. */
    Column wantedSkus() {
        return Column.of("text", List.copyOf(unitsPerSku.keySet()));
    }

    Column wantedUnits() {
        return Column.of("bigint", List.copyOf(unitsPerSku.values()));
    }
}
