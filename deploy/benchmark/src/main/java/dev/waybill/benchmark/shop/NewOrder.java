package dev.waybill.benchmark.shop;

import dev.waybill.benchmark.shop.PlaceOrder.Line;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order that is priced and has its id.
 *
 * @param total in minor units
 * @param key the caller's {@code Idempotency-Key}
 * @param fingerprint of the request's body, to tell a repeat from another order under the same key
 */
public record NewOrder(
        UUID id,
        PlaceOrder request,
        List<PricedLine> lines,
        long total,
        @Nullable String key,
        byte[] fingerprint) {

    public String customer() {
        return request.customer().id();
    }

    /** Units per SKU in the order of SKUs, in which everybody locks stock. */
    public List<Line> units() {
        return lines.stream()
                .map(line -> new Line(line.sku(), line.quantity()))
                .sorted(Comparator.comparing(Line::sku))
                .toList();
    }
}
