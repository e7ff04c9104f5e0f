package dev.waybill.audit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;

import dev.waybill.audit.OrderBooks.Back;
import dev.waybill.audit.OrderBooks.Line;
import dev.waybill.audit.OrderBooks.Order;
import dev.waybill.audit.StockBooks.CameBack;
import dev.waybill.audit.StockBooks.Held;
import dev.waybill.audit.StockBooks.Receipt;
import dev.waybill.audit.StockBooks.Sku;
import dev.waybill.audit.StockBooks.Stock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** P2: stock adds up per SKU, and each order took what its state says. */
final class StockAddsUp {
    private static final String RESERVED = "RESERVED";
    private static final String COMMITTED = "COMMITTED";

    private final Findings findings = new Findings("P2");
    private final StockBooks stock;

    private StockAddsUp(StockBooks stock) {
        this.stock = stock;
    }

    static List<Violation> check(StockBooks stock, OrderBooks orders) {
        StockAddsUp audit = new StockAddsUp(stock);
        audit.skus();
        audit.orders(orders);
        audit.returns(orders);
        return audit.findings.all();
    }

    private void skus() {
        Map<Sku, Long> reserved = held(RESERVED);
        Map<Sku, Long> sold = held(COMMITTED);
        Map<Sku, Long> received =
                stock.receipts().stream().collect(groupingBy(Receipt::sku, summingLong(Receipt::units)));
        Map<Sku, Long> returned =
                stock.cameBack().stream().collect(groupingBy(CameBack::sku, summingLong(CameBack::units)));
        Set<Sku> seen = new HashSet<>();
        for (Stock row : stock.stock()) {
            findings.unless(seen.add(row.sku()), "a SKU is on one shard", row);
            findings.unless(row.available() >= 0, "available is never negative", row);
            long onHand = row.received() - row.sold() + row.returned();
            findings.unless(
                    row.available() + row.reserved() == onHand, "on hand is what came in and did not leave", row);
            agree(row, row.reserved(), reserved, "reserved is the sum of its reservations");
            agree(row, row.sold(), sold, "sold is the sum of what was committed");
            agree(row, row.received(), received, "received is the sum of its receipts");
            agree(row, row.returned(), returned, "returned is the sum of what came back");
        }
        for (Held units : stock.held()) {
            findings.unless(seen.contains(units.sku()), "what is held is of a SKU that is in stock", units);
        }
    }

    private Map<Sku, Long> held(String state) {
        return stock.held().stream()
                .filter(units -> units.state().equals(state))
                .collect(groupingBy(Held::sku, summingLong(Held::units)));
    }

    private void agree(Stock row, long column, Map<Sku, Long> sums, String rule) {
        long sum = sums.getOrDefault(row.sku(), 0L);
        findings.unless(column == sum, rule, row + " and the sum is " + sum);
    }

    private void orders(OrderBooks books) {
        Map<UUID, Map<String, Long>> asked = books.lines().stream()
                .collect(groupingBy(Line::order, groupingBy(Line::sku, summingLong(Line::units))));
        Map<UUID, List<Held>> took = stock.held().stream().collect(groupingBy(Held::order));
        Set<UUID> confirmed = books.confirmedOnce();
        for (Order order : books.orders()) {
            List<Held> held = took.getOrDefault(order.id(), List.of());
            Map<String, Long> due =
                    confirmed.contains(order.id()) ? asked.getOrDefault(order.id(), Map.of()) : Map.of();
            Map<String, Long> got =
                    held.stream().collect(groupingBy(h -> h.sku().code(), summingLong(Held::units)));
            findings.unless(
                    got.equals(due), "a confirmed order took its lines once, any other none", order + " took " + got);
            findings.unless(
                    held.stream().allMatch(units -> units.state().equals(COMMITTED)),
                    "nothing stays reserved for a decided order",
                    order + " has " + held);
            long kept = held.stream()
                    .mapToLong(units -> units.units() - units.returned())
                    .sum();
            findings.unless(
                    order.is("CONFIRMED") || kept == 0, "only a confirmed order keeps units", order + " keeps " + held);
        }
        Map<UUID, Order> known = books.orders().stream().collect(toMap(Order::id, Function.identity(), (a, b) -> a));
        for (Held units : stock.held()) {
            Order order = known.get(units.order());
            findings.unless(
                    order != null && order.tenant().equals(units.sku().tenant()),
                    "what is held is held for an order of the same tenant",
                    units);
        }
    }

    /** What came back is counted three times over: by the cancel or return, on the reservation, and on the shelf. */
    private void returns(OrderBooks books) {
        Map<UUID, Map<String, Long>> said = books.backs().stream()
                .collect(groupingBy(Back::reversal, groupingBy(Back::sku, summingLong(Back::units))));
        Map<UUID, Map<String, Long>> done = stock.cameBack().stream()
                .collect(groupingBy(
                        CameBack::reversal, groupingBy(back -> back.sku().code(), summingLong(CameBack::units))));
        findings.unless(said.equals(done), "each cancel or return puts its units back once", difference(said, done));
        Map<UUID, Map<Sku, Long>> onReservations = stock.held().stream()
                .filter(units -> units.returned() > 0)
                .collect(groupingBy(Held::order, groupingBy(Held::sku, summingLong(Held::returned))));
        Map<UUID, Map<Sku, Long>> onShelves = stock.cameBack().stream()
                .collect(groupingBy(CameBack::order, groupingBy(CameBack::sku, summingLong(CameBack::units))));
        findings.unless(
                onReservations.equals(onShelves),
                "a reservation counts what came back of it",
                difference(onReservations, onShelves));
        for (Held units : stock.held()) {
            findings.unless(units.returned() <= units.units(), "never more comes back than a reservation sold", units);
        }
    }

    private static <K, V> String difference(Map<K, V> one, Map<K, V> other) {
        Map<K, V> onlyOne = new HashMap<>(one);
        onlyOne.entrySet().removeAll(other.entrySet());
        Map<K, V> onlyOther = new HashMap<>(other);
        onlyOther.entrySet().removeAll(one.entrySet());
        return "it is " + onlyOne + " and " + onlyOther;
    }
}
