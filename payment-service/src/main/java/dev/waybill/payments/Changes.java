package dev.waybill.payments;

import dev.waybill.ledger.Transfer;
import java.util.List;

/**
 * What a decision comes to.
 *
 * @param changed payments to be written, new ones among them, each once and sorted by id
 * @param refunds to be written likewise
 * @param opened those of both for which a call is to be made once they are written
 * @param transfers money that has moved
 * @param replies each once
 */
public record Changes(
        List<Payment> changed,
        List<Refund> refunds,
        List<Intent> opened,
        List<Transfer> transfers,
        List<Said> replies) {

    static final Changes NONE = new Changes(List.of(), List.of(), List.of(), List.of(), List.of());

    public boolean isEmpty() {
        return changed.isEmpty() && refunds.isEmpty() && replies.isEmpty();
    }
}
