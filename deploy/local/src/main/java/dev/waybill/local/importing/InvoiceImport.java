package dev.waybill.local.importing;

import dev.waybill.local.demo.Warehouse;
import dev.waybill.local.http.HttpCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Makes a plan come true: products and goods into the inventory, then each invoice as an order. */
public final class InvoiceImport {
    private final HttpCalls orders;
    private final Warehouse warehouse;
    private final int inFlight;

    /**
     * @param orders a caller with the roles {@code pricing} and {@code service}
     * @param inFlight how many orders are under way at once
     */
    public InvoiceImport(HttpCalls orders, Warehouse warehouse, int inFlight) {
        if (inFlight < 1) {
            throw new IllegalArgumentException("at least one order must be in flight");
        }
        this.orders = orders;
        this.warehouse = warehouse;
        this.inFlight = inFlight;
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

    /** Posts every invoice and tells {@code each} outcome as it comes, from several threads. */
    public void place(ImportPlan plan, Consumer<Outcome> each) throws InterruptedException {
        Queue<Invoice> waiting = new ConcurrentLinkedQueue<>(plan.invoices());
        OrderPoster poster = new OrderPoster(orders);
        List<Future<?>> workers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < inFlight; i++) {
                workers.add(threads.submit(() -> work(waiting, poster, each)));
            }
        }
        for (Future<?> worker : workers) {
            finish(worker);
        }
    }

    private static boolean work(Queue<Invoice> waiting, OrderPoster poster, Consumer<Outcome> each)
            throws InterruptedException {
        for (Invoice next = waiting.poll(); next != null; next = waiting.poll()) {
            each.accept(poster.post(next));
        }
        return true;
    }

    private static void finish(Future<?> worker) throws InterruptedException {
        try {
            worker.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the import broke off", e.getCause());
        }
    }
}
