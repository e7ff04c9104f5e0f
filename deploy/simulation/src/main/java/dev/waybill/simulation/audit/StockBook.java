package dev.waybill.simulation.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Stock, per SKU: adds up after every commit, and in the end is what the orders have left. */
public final class StockBook {

    private record Level(long reserved, long sold, long returned) {}

    private final Complaints complaints;
    private final Map<String, Level> levels = new HashMap<>();

    StockBook(Complaints complaints) {
        this.complaints = complaints;
    }

    public void level(String sku, long available, long reserved, long received, long sold, long returned) {
        boolean possible = available >= 0 && reserved >= 0 && received >= 0 && sold >= 0 && returned >= 0;
        complaints.require(
                possible && available + reserved == received - sold + returned,
                null,
                () -> "stock of %s does not add up: %d available, %d reserved, %d received, %d sold, %d returned"
                        .formatted(sku, available, reserved, received, sold, returned));
        levels.put(sku, new Level(reserved, sold, returned));
    }

    /**
     * At the end.
     *
     * @param out units that customers have, by SKU
     * @param unsure of which nobody can say, because ops took something upon themselves
     */
    void require(Map<String, Long> out, Set<String> unsure) {
        levels.forEach((sku, level) -> {
            if (!unsure.contains(sku)) {
                complaints.require(level.reserved == 0, null, () -> "%d of %s stay reserved for nobody"
                        .formatted(level.reserved, sku));
                long due = out.getOrDefault(sku, 0L);
                complaints.require(
                        level.sold - level.returned == due,
                        null,
                        () -> "of %s %d were sold and %d came back, but customers have %d"
                                .formatted(sku, level.sold, level.returned, due));
            }
        });
    }
}
