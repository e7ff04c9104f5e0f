package dev.waybill.audit;

import java.util.List;
import java.util.stream.Stream;

/** Judges evidence by the promises P1 to P5. Pure. */
public final class Auditor {
    private Auditor() {}

    /** Whatever is not as promised; empty if all is well. */
    public static List<Violation> judge(Evidence evidence) {
        return Stream.of(
                        DecidedOrders.check(evidence.orders()),
                        ReversalsCarriedOut.check(evidence.orders()),
                        StockAddsUp.check(evidence.stock(), evidence.orders()),
                        MoneyAddsUp.check(evidence.payments(), evidence.orders()),
                        EventsInOrder.check(evidence.events(), evidence.orders()),
                        OneOrderPerKey.check(evidence.orders()),
                        NothingLeft.check(evidence.leftovers()))
                .flatMap(List::stream)
                .toList();
    }
}
