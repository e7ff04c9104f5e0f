package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.system.FailureMatrix.Cell;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** The orders on which faults are tried, one for each cell of the matrix. */
final class Trials {
    private static final String SKU = "TRIED";
    private static final String RETURN_KEY = "comes-back";

    private final FailureMatrix matrix;
    private final Shop shop;
    private final Aftersales aftersales;
    private final MessageLog log;
    private final Map<Cell, String> orders = new LinkedHashMap<>();

    Trials(FailureMatrix matrix, Shop shop, MessageLog log) {
        this.matrix = matrix;
        this.shop = shop;
        this.aftersales = new Aftersales(shop);
        this.log = log;
        shop.sell(SKU, 1_234, 10_000);
    }

    void place(Cell cell, String token) {
        orders.put(cell, shop.place(purchase(cell, token), 0).id());
    }

    /** All at once, and until they are confirmed. */
    void buy(List<Cell> cells, String token) {
        Map<Cell, CompletableFuture<Answer>> bought = new LinkedHashMap<>();
        cells.forEach(cell -> bought.put(cell, CompletableFuture.supplyAsync(() -> shop.buy(purchase(cell, token)))));
        bought.forEach((cell, answer) -> {
            assertThat(answer.join().state()).as("%s", cell).isEqualTo("CONFIRMED");
            orders.put(cell, answer.join().id());
        });
    }

    /** Until nothing is left to be done for them: what is promised is carried out a moment after it was said. */
    void awaitClosed(List<Cell> cells) {
        cells.forEach(cell -> {
            await(cell, Exchange.of("commit-stock").told());
            await(cell, Exchange.of("capture-payment").told());
        });
    }

    private static Purchase purchase(Cell cell, String token) {
        String customer = "%s %s %s".formatted(cell.row().saga(), cell.row().step(), cell.fault());
        return Purchase.of(customer.replace(' ', '-'), SKU, 2).paidBy(token);
    }

    /** What its customer does after the order is there: cancels it, returns a unit, or is content. */
    Answer turn(Cell cell) {
        return cell.row().saga().equals("return-items")
                ? aftersales.giveBackPersistently(order(cell), RETURN_KEY, 1)
                : aftersales.cancelPersistently(order(cell));
    }

    void awaitAsked(Cell cell) {
        log.await(order(cell), cell.row().exchange().asked());
    }

    void awaitTold(Cell cell) {
        log.await(order(cell), cell.row().exchange().told());
    }

    void await(Cell cell, String type) {
        log.await(order(cell), type);
    }

    void repeatAsked(Cell cell) {
        log.repeat(order(cell), cell.row().exchange().asked());
    }

    void repeatTold(Cell cell) {
        log.repeat(order(cell), cell.row().exchange().told());
    }

    /** Sees each order end as it must, whatever went wrong. */
    void awaitEnds() {
        orders.forEach((cell, order) -> {
            awaitTold(cell);
            shop.awaitDecided(order);
            aftersales.awaitDone(order);
            boolean back = cell.row().saga().equals("return-items");
            boolean cancelled =
                    cell.row().saga().equals("cancel-order") || cell.row().undoes();
            Answer ended = shop.awaitState(order, cancelled ? "CANCELLED" : "CONFIRMED");
            assertThat(ended.body().at("/lines/0/returned").asLong())
                    .as("%s", cell)
                    .isEqualTo(back ? 1 : 0);
            matrix.ended(cell, ended.state() + (back ? ", 1 of 2 returned" : ""));
        });
    }

    private String order(Cell cell) {
        return Objects.requireNonNull(orders.get(cell), cell::toString);
    }
}
