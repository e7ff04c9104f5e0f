package dev.waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.stack.Service;
import dev.waybill.local.stack.ServiceKind;
import dev.waybill.system.FailureMatrix.Cell;
import dev.waybill.system.FailureMatrix.Fault;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every step of every saga, and every undo, while a process dies right before or right after it, while its messages come
 * again, and while the bank does not say what it has done. The table of what came of it is {@code FAILURE-MATRIX.md}.
 */
@WholeSystem
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailureMatrixSystemTest {
    private static final String NORMAL = "tok_approve";

    private final FailureMatrix matrix = FailureMatrix.ofReleasedDefinitions();

    @Test
    void inventoryDiesBeforeAndAfterWhatItIsAsked(RunningSystem system, Shop shop) {
        List<Cell> after = matrix.cells(Fault.CRASH_AFTER, ServiceKind.INVENTORY);
        List<Cell> all = both(matrix.cells(Fault.CRASH_BEFORE, ServiceKind.INVENTORY), after);
        Service inventory = system.service(ServiceKind.INVENTORY);
        try (MessageLog log = log(system)) {
            Trials trials = new Trials(matrix, shop, log);
            trials.buy(which(all, "restock"), NORMAL);
            // A return waits for the end of the saga that placed the order, which inventory has a part in.
            trials.awaitClosed(which(all, "restock"));
            // With payments at a stand, what is reserved stays so until inventory is dead.
            try (Frozen bank = Frozen.freeze(system.service(ServiceKind.PAYMENTS))) {
                assertThat(bank).isNotNull();
                List<Cell> reserved = which(all, "commit-stock", "undo of reserve-stock");
                reserved.forEach(cell -> trials.place(cell, NORMAL));
                reserved.forEach(cell -> trials.await(cell, Exchange.AUTHORIZE));
                inventory.kill();
                which(all, "undo of reserve-stock").forEach(trials::turn);
            }
            which(all, "restock").forEach(trials::turn);
            which(all, "reserve-stock").forEach(cell -> trials.place(cell, NORMAL));
            all.forEach(trials::awaitAsked);
            inventory.start();
            dieAfter(after, inventory, trials);
            trials.awaitEnds();
        }
    }

    /** The one that decides and the one that is paid die in turn, so that each finds what the other has left for it. */
    @Test
    void ordersAndPaymentsDieBeforeAndAfterWhatTheyAreAsked(RunningSystem system, Shop shop) {
        List<Cell> decided = matrix.cells(Fault.CRASH_AFTER, ServiceKind.ORDERS);
        List<Cell> paid = matrix.cells(Fault.CRASH_AFTER, ServiceKind.PAYMENTS);
        List<Cell> all = Stream.of(ServiceKind.ORDERS, ServiceKind.PAYMENTS)
                .flatMap(who ->
                        both(matrix.cells(Fault.CRASH_BEFORE, who), matrix.cells(Fault.CRASH_AFTER, who)).stream())
                .toList();
        Service orders = system.service(ServiceKind.ORDERS);
        Service payments = system.service(ServiceKind.PAYMENTS);
        try (MessageLog log = log(system)) {
            Trials trials = new Trials(matrix, shop, log);
            trials.buy(which(all, "refund-payment"), NORMAL);
            trials.awaitClosed(which(all, "refund-payment"));
            List<Cell> waiting = which(all, "call-off", "announce-cancelled", "accept-return", "announce-returned");
            trials.buy(waiting, "tok_timeout_capture");
            List<Cell> authorized = which(all, "confirm", "announce-confirmed", "capture-payment");
            try (Frozen bank = Frozen.freeze(payments)) {
                assertThat(bank).isNotNull();
                // The money of these is being taken, and they wait for that.
                waiting.forEach(cell -> assertThat(trials.turn(cell).status()).isEqualTo(202));
                authorized.forEach(cell -> trials.place(cell, NORMAL));
                authorized.forEach(cell -> trials.await(cell, Exchange.AUTHORIZE));
                orders.kill();
            }
            which(all, "confirm", "announce-confirmed").forEach(trials::awaitAsked);
            which(all, "capture-payment").forEach(cell -> trials.await(cell, Exchange.AUTHORIZED));
            waiting.forEach(trials::awaitAsked);
            payments.kill();
            orders.start();
            dieAfter(decided, orders, trials);
            askWhatPaymentsWillFind(all, trials);
            payments.start();
            dieAfter(paid, payments, trials);
            trials.awaitEnds();
        }
    }

    private static void askWhatPaymentsWillFind(List<Cell> all, Trials trials) {
        which(all, "authorize-payment", "undo of authorize-payment").forEach(cell -> trials.place(cell, NORMAL));
        which(all, "undo of authorize-payment").forEach(cell -> {
            trials.await(cell, Exchange.AUTHORIZE);
            trials.turn(cell);
        });
        which(all, "refund-payment").forEach(trials::turn);
        all.stream()
                .filter(cell -> cell.row().exchange().who() == ServiceKind.PAYMENTS)
                .forEach(trials::awaitAsked);
    }

    @Test
    void everythingIsSaidThreeTimes(RunningSystem system, Shop shop) {
        List<Cell> all = matrix.cells(Fault.DUPLICATE);
        try (MessageLog log = log(system)) {
            Trials trials = new Trials(matrix, shop, log);
            driveAll(all, Map.of(), system, trials);
            all.forEach(cell -> {
                trials.awaitAsked(cell);
                trials.repeatAsked(cell);
            });
            all.forEach(cell -> {
                trials.awaitTold(cell);
                trials.repeatTold(cell);
            });
            all.stream().filter(FailureMatrixSystemTest::takesBack).forEach(trials::turn);
            trials.awaitEnds();
            // And once more, when all has long been over.
            all.forEach(trials::repeatAsked);
            all.forEach(trials::repeatTold);
            trials.awaitEnds();
        }
    }

    @Test
    void theBankDoesNotSayWhatItHasDone(RunningSystem system, Shop shop) {
        try (MessageLog log = log(system)) {
            Trials trials = new Trials(matrix, shop, log);
            driveAll(
                    matrix.cells(Fault.GATEWAY_IN_DOUBT),
                    Map.of(
                            "authorize-payment", "tok_timeout",
                            "undo of authorize-payment", "tok_timeout_void",
                            "capture-payment", "tok_timeout_capture",
                            "refund-payment", "tok_timeout_refund"),
                    system,
                    trials);
            trials.awaitEnds();
        }
    }

    /** Lets every order come to its step, by the means of payment that its step is to have. */
    private static void driveAll(List<Cell> all, Map<String, String> tokens, RunningSystem system, Trials trials) {
        List<Cell> undone = all.stream().filter(cell -> cell.row().undoes()).toList();
        try (Frozen bank = Frozen.freeze(system.service(ServiceKind.PAYMENTS))) {
            assertThat(bank).isNotNull();
            undone.forEach(
                    cell -> trials.place(cell, tokens.getOrDefault(cell.row().step(), NORMAL)));
            undone.forEach(cell -> {
                trials.await(cell, Exchange.AUTHORIZE);
                trials.turn(cell);
            });
        }
        all.stream()
                .filter(cell -> !cell.row().undoes() && !takesBack(cell))
                .forEach(cell ->
                        trials.place(cell, tokens.getOrDefault(cell.row().step(), NORMAL)));
        List<Cell> takenBack =
                all.stream().filter(FailureMatrixSystemTest::takesBack).toList();
        trials.buy(takenBack, tokens.getOrDefault("refund-payment", NORMAL));
        takenBack.forEach(trials::turn);
    }

    private static boolean takesBack(Cell cell) {
        return !cell.row().saga().equals("place-order");
    }

    /** {@code kill -9}, as soon as what it has done is told. */
    private static void dieAfter(List<Cell> cells, Service service, Trials trials) {
        cells.forEach(trials::awaitTold);
        service.kill();
        service.start();
    }

    private static List<Cell> which(List<Cell> cells, String... steps) {
        return cells.stream()
                .filter(cell -> List.of(steps).contains(cell.row().step()))
                .toList();
    }

    private static List<Cell> both(List<Cell> one, List<Cell> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static MessageLog log(RunningSystem system) {
        return new MessageLog(system.stack().servers().kafkaBootstrap());
    }

    /** Only a whole table is kept; half a one comes of running one of the tests alone. */
    @AfterAll
    void print() {
        System.out.println(matrix.markdown());
        if (matrix.untried().isEmpty()) {
            FailureMatrixDocument.write(matrix.markdown());
        }
    }
}
