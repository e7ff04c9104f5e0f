package dev.waybill.local.importing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import dev.waybill.local.demo.Warehouse;
import dev.waybill.local.http.HttpCalls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Makes a plan come true: products and goods into the inventory, then each invoice as an order, then what is taken back
 * of them.
 */
public final class InvoiceImport {
    private final HttpCalls orders;
    private final Warehouse warehouse;
    private final Workers workers;

    /**
     * @param orders a caller with the roles {@code pricing} and {@code service}
     * @param inFlight how many orders are under way at once
     */
    public InvoiceImport(HttpCalls orders, Warehouse warehouse, int inFlight) {
        this.orders = orders;
        this.warehouse = warehouse;
        this.workers = new Workers(inFlight);
    }

    /**
     * Brings exactly the goods that the invoices take.
     *
     * @param file names the file's content: goods are received once for it, however often it is imported
     */
    public void stock(ImportPlan plan, String file) {
        warehouse.catalogue(plan.goods().stream()
                .map(goods -> new Warehouse.Product(goods.sku(), goods.name(), goods.price(), "GBP", true))
                .toList());
        warehouse.receive(plan.goods().stream()
                .map(goods -> new Warehouse.Receipt(file + "-" + goods.sku(), goods.sku(), goods.units()))
                .toList());
    }

    /**
     * Posts every invoice and tells {@code each} outcome as it comes, from several threads.
     *
     * @return by number of invoice, the decided orders of which something is taken back
     */
    public Map<String, Outcome.Decided> place(ImportPlan plan, Consumer<Outcome> each) throws InterruptedException {
        Set<String> needed = plan.reversals().stream().map(Reversal::invoice).collect(toSet());
        Map<String, Outcome.Decided> placed = new ConcurrentHashMap<>();
        OrderPoster poster = new OrderPoster(orders);
        workers.each(plan.invoices(), invoice -> {
            Outcome outcome = poster.post(invoice);
            if (outcome instanceof Outcome.Decided order && needed.contains(invoice.number())) {
                placed.put(invoice.number(), order);
            }
            each.accept(outcome);
        });
        return placed;
    }

    /**
     * Asks for every reversal, those of one order one by one, and tells {@code each} outcome as it comes, from several
     * threads.
     *
     * @param placed what {@link #place} returned
     */
    public void takeBack(ImportPlan plan, Map<String, Outcome.Decided> placed, Consumer<ReversalOutcome> each)
            throws InterruptedException {
        Map<String, List<Reversal>> byOrder =
                plan.reversals().stream().collect(groupingBy(Reversal::invoice, LinkedHashMap::new, toList()));
        ReversalPoster poster = new ReversalPoster(orders);
        workers.each(byOrder.entrySet(), order -> poster.post(order.getValue(), placed.get(order.getKey()), each));
    }
}
