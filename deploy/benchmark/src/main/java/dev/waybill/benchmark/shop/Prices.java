package dev.waybill.benchmark.shop;

import dev.waybill.benchmark.shop.PlaceOrder.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** The catalogue. In memory, as Waybill has it: to price an order costs no query. */
public final class Prices {
    private final Map<String, Goods> goods = new ConcurrentHashMap<>();

    public void put(List<Goods> more) {
        more.forEach(each -> goods.put(each.sku(), each));
    }

    /** Refuses unknown SKUs, a SKU that comes twice and quantities below one with {@link IllegalArgumentException}. */
    public List<PricedLine> price(List<Line> lines) {
        if (lines.isEmpty() || lines.stream().map(Line::sku).distinct().count() < lines.size()) {
            throw new IllegalArgumentException("an order has lines, and each SKU once");
        }
        List<PricedLine> priced = new ArrayList<>(lines.size());
        IntStream.range(0, lines.size()).forEach(i -> priced.add(price(i + 1, lines.get(i))));
        return priced;
    }

    private PricedLine price(int number, Line line) {
        Goods sold = goods.get(line.sku());
        if (sold == null || line.quantity() < 1) {
            throw new IllegalArgumentException("line %d can't be sold: %s".formatted(number, line));
        }
        return new PricedLine(number, line.sku(), "Article " + line.sku(), line.quantity(), sold.price());
    }
}
