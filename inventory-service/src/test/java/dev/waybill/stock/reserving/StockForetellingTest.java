package dev.waybill.stock.reserving;

import static dev.waybill.stock.reserving.Commands.commit;
import static dev.waybill.stock.reserving.Commands.extend;
import static dev.waybill.stock.reserving.Commands.line;
import static dev.waybill.stock.reserving.Commands.release;
import static dev.waybill.stock.reserving.Commands.reserve;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.InventoryCommand.ReserveStock;
import dev.waybill.delivery.consuming.Foretelling.Foretold;
import dev.waybill.delivery.consuming.Foretelling.Verdict;
import dev.waybill.stock.Shelf;
import dev.waybill.stock.StockTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class StockForetellingTest {

    private static final String SHOP = "shop";

    private final ReserveStock reserve = reserve(SHOP, 0, line("TEN", 4));

    @Test
    void eachCommandIsSeenOnWhatTheOneBeforeWouldLeave() {
        assertThat(verdicts(reserve, reserve, commit(reserve), commit(reserve), release(reserve)))
                .containsExactly(
                        Verdict.WILL_APPLY, Verdict.DUPLICATE, Verdict.WILL_APPLY, Verdict.DUPLICATE, Verdict.REJECTED);
    }

    @Test
    void whatWasUndoneBeforeItCameIsTooLate() {
        assertThat(verdicts(release(reserve), reserve, extend(reserve), release(reserve)))
                .containsExactly(Verdict.WILL_APPLY, Verdict.FENCED, Verdict.FENCED, Verdict.DUPLICATE);
    }

    @Test
    void aRefusalForWantOfUnitsIsAnAnswerLikeAnyOther() {
        ReserveStock tooMuch = reserve(SHOP, 0, line("TEN", 11));
        assertThat(verdicts(tooMuch, tooMuch)).containsExactly(Verdict.WILL_APPLY, Verdict.DUPLICATE);
    }

    @Test
    void whatWasNeverReservedWouldBeRefused() {
        assertThat(verdicts(commit(reserve), reserve)).containsExactly(Verdict.REJECTED, Verdict.WILL_APPLY);
    }

    private static List<Verdict> verdicts(InventoryCommand... commands) {
        Shelf shelf = new Shelf(List.of(new StockTable.Available(SHOP, "TEN", 10)));
        return StockForetelling.foretell(new StockDecision(shelf, List.of(), List.of()), List.of(commands)).stream()
                .map(Foretold::verdict)
                .toList();
    }
}
