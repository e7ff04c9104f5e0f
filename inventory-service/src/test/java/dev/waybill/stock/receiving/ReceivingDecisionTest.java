package dev.waybill.stock.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.stock.Move;
import dev.waybill.stock.Shelf;
import dev.waybill.stock.StockTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceivingDecisionTest {

    private final Shelf shelf = new Shelf(List.of(new StockTable.Available("shop", "KNOWN", 0)));
    private final ReceivingDecision decision =
            new ReceivingDecision(shelf, List.of(new Receipt("shop", "before", "KNOWN", 7)));

    @Test
    void eachIdCountsOnce() {
        Receipt receipt = new Receipt("shop", "now", "KNOWN", 3);
        assertThat(decision.decide(receipt)).isEqualTo(Receiving.RECEIVED);
        assertThat(decision.decide(receipt)).isEqualTo(Receiving.REPEATED);
        assertThat(decision.decide(new Receipt("shop", "before", "KNOWN", 7))).isEqualTo(Receiving.REPEATED);
        assertThat(decision.counted()).containsExactly(receipt);
        assertThat(shelf.moves()).containsExactly(new Move("shop", "KNOWN", 3, 0, 3, 0, 0));
    }

    @Test
    void anIdStandsForTheSameGoodsForEver() {
        assertThat(decision.decide(new Receipt("shop", "before", "KNOWN", 8))).isEqualTo(Receiving.OTHER_CONTENT);
        assertThat(decision.decide(new Receipt("shop", "before", "NEW", 7))).isEqualTo(Receiving.OTHER_CONTENT);
        assertThat(shelf.moves()).isEmpty();
    }

    @Test
    void anUnknownSkuReceivesNothing() {
        assertThat(decision.decide(new Receipt("shop", "now", "NEW", 1))).isEqualTo(Receiving.UNKNOWN_SKU);
        assertThat(decision.counted()).isEmpty();
    }
}
