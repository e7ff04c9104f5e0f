package dev.waybill.stock.receiving;

import dev.waybill.stock.Move;
import dev.waybill.stock.Shelf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides a batch of receipts, one after the other: each id counts once. Pure. */
final class ReceivingDecision {

    private record Id(String tenant, String receiptId) {}

    private final Shelf shelf;
    private final Map<Id, Receipt> known = new HashMap<>();
    private final List<Receipt> counted = new ArrayList<>();

    ReceivingDecision(Shelf shelf, List<Receipt> before) {
        this.shelf = shelf;
        before.forEach(receipt -> known.put(id(receipt), receipt));
    }

    Receiving decide(Receipt receipt) {
        Receipt first = known.get(id(receipt));
        if (first != null) {
            return first.equals(receipt) ? Receiving.REPEATED : Receiving.OTHER_CONTENT;
        }
        if (!shelf.has(receipt.key())) {
            return Receiving.UNKNOWN_SKU;
        }
        shelf.move(Move.receive(receipt.key(), receipt.quantity()));
        known.put(id(receipt), receipt);
        counted.add(receipt);
        return Receiving.RECEIVED;
    }

    /** Those that count for the first time. */
    List<Receipt> counted() {
        return List.copyOf(counted);
    }

    private static Id id(Receipt receipt) {
        return new Id(receipt.tenant(), receipt.receiptId());
    }
}
