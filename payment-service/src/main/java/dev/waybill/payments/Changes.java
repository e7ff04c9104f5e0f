package dev.waybill.payments;

import dev.waybill.ledger.Transfer;
import java.util.List;

/**
 * What a decision comes to.
 *
 * @param changed payments to be written, new ones among them, each once and sorted by id
 * @param opened those of them for which a call is to be made once they are written
 * @param transfers money that has moved
 * @param replies each once
 */
public record Changes(List<Payment> changed, List<Payment> opened, List<Transfer> transfers, List<Said> replies) {
    public boolean isEmpty() {
        return changed.isEmpty() && replies.isEmpty();
    }
}
