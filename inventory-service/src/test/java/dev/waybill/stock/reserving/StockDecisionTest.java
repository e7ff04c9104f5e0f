package dev.waybill.stock.reserving;

import static dev.waybill.stock.reserving.Commands.commit;
import static dev.waybill.stock.reserving.Commands.line;
import static dev.waybill.stock.reserving.Commands.release;
import static dev.waybill.stock.reserving.Commands.reserve;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.InventoryCommand.ReleaseStock;
import dev.waybill.contracts.InventoryCommand.ReserveStock;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Reply.StockRejected;
import dev.waybill.contracts.Reply.StockReserved;
import dev.waybill.contracts.Shortage;
import dev.waybill.contracts.StockRejectionReason;
import dev.waybill.stock.Move;
import dev.waybill.stock.Shelf;
import dev.waybill.stock.StockTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class StockDecisionTest {

    private static final String SHOP = "shop";

    private final Shelf shelf =
            new Shelf(List.of(new StockTable.Available(SHOP, "TEN", 10), new StockTable.Available(SHOP, "ONE", 1)));
    private final StockDecision decision = new StockDecision(shelf, List.of(), List.of());

    @Test
    void allLinesAreReserved() {
        ReserveStock command = reserve(SHOP, 0, line("TEN", 4), line("ONE", 1));
        assertThat(answer(command)).isInstanceOf(StockReserved.class);
        assertThat(shelf.moves())
                .containsExactly(new Move(SHOP, "TEN", -4, 4, 0, 0, 0), new Move(SHOP, "ONE", -1, 1, 0, 0, 0));
        assertThat(decision.made())
                .extracting(Fence::reservation)
                .containsExactly(new Reservation.Reserved(command.lines()));
    }

    @Test
    void noLineIsReservedIfOneIsShort() {
        Reply reply = answer(reserve(SHOP, 0, line("TEN", 4), line("ONE", 2)));
        assertThat(rejection(reply).reason()).isEqualTo(StockRejectionReason.OUT_OF_STOCK);
        assertThat(rejection(reply).shortages()).containsExactly(new Shortage("ONE", 2, 1));
        assertThat(shelf.moves()).isEmpty();
    }

    @Test
    void anUnknownSkuIsNamedTogetherWithWhatIsShort() {
        Reply reply = answer(reserve(SHOP, 0, line("NONE", 1), line("ONE", 2), line("TEN", 1)));
        assertThat(rejection(reply).reason()).isEqualTo(StockRejectionReason.UNKNOWN_SKU);
        assertThat(rejection(reply).shortages()).containsExactly(new Shortage("NONE", 1, 0), new Shortage("ONE", 2, 1));
    }

    @Test
    void anotherShopsSkuIsUnknown() {
        Reply reply = answer(reserve("elsewhere", 0, line("TEN", 1)));
        assertThat(rejection(reply).reason()).isEqualTo(StockRejectionReason.UNKNOWN_SKU);
    }

    @Test
    void theFirstCommandOfABatchGetsTheLastUnit() {
        assertThat(answer(reserve(SHOP, 0, line("ONE", 1)))).isInstanceOf(StockReserved.class);
        assertThat(answer(reserve(SHOP, 0, line("ONE", 1)))).isInstanceOf(StockRejected.class);
    }

    @Test
    void aRepeatIsAnsweredTheSameAndMovesNothing() {
        ReserveStock good = reserve(SHOP, 0, line("TEN", 10));
        ReserveStock bad = reserve(SHOP, 0, line("TEN", 1));
        Reply first = answer(good);
        Reply refusal = answer(bad);
        decision.decide(release(good));
        assertThat(answer(good)).isEqualTo(first);
        assertThat(answer(bad)).isEqualTo(refusal);
        assertThat(shelf.moves()).isEmpty();
    }

    @Test
    void aReleaseGivesBackWhatWasReservedOnce() {
        ReserveStock command = reserve(SHOP, 0, line("ONE", 1));
        decision.decide(command);
        assertThat(answer(release(command))).isEqualTo(answer(release(command)));
        assertThat(shelf.moves()).isEmpty();
        assertThat(answer(reserve(SHOP, 0, line("ONE", 1)))).isInstanceOf(StockReserved.class);
    }

    @Test
    void aReserveThatComesAfterItsReleaseIsRefused() {
        ReserveStock late = reserve(SHOP, 0, line("TEN", 1));
        assertThat(answer(release(late))).isInstanceOf(Reply.StockReleased.class);
        assertThat(rejection(answer(late)).reason()).isEqualTo(StockRejectionReason.ALREADY_RELEASED);
        assertThat(shelf.moves()).isEmpty();
    }

    @Test
    void aReleaseOfWhatWasRejectedChangesNothing() {
        ReserveStock command = reserve(SHOP, 0, line("ONE", 2));
        Reply refusal = answer(command);
        assertThat(answer(release(command))).isInstanceOf(Reply.StockReleased.class);
        assertThat(answer(command)).isEqualTo(refusal);
    }

    @Test
    void aCommitSellsWhatWasReservedOnce() {
        ReserveStock command = reserve(SHOP, 0, line("TEN", 3));
        decision.decide(command);
        assertThat(answer(commit(command))).isEqualTo(answer(commit(command)));
        assertThat(shelf.moves()).containsExactly(new Move(SHOP, "TEN", -3, 0, 0, 3, 0));
    }

    @Test
    void contradictionsAreRefused() {
        ReserveStock sold = reserve(SHOP, 0, line("TEN", 1));
        decision.decide(sold);
        decision.decide(commit(sold));
        ReserveStock undone = reserve(SHOP, 0, line("TEN", 1));
        decision.decide(undone);
        decision.decide(release(undone));
        ReserveStock refused = reserve(SHOP, 0, line("ONE", 2));
        decision.decide(refused);

        assertThatThrownBy(() -> decision.decide(release(sold))).isInstanceOf(ContradictionException.class);
        assertThatThrownBy(() -> decision.decide(commit(undone))).isInstanceOf(ContradictionException.class);
        assertThatThrownBy(() -> decision.decide(commit(refused))).isInstanceOf(ContradictionException.class);
        assertThatThrownBy(() -> decision.decide(commit(reserve(SHOP, 0, line("TEN", 1)))))
                .isInstanceOf(ContradictionException.class);
        assertThatThrownBy(() -> decision.decide(reserve(SHOP, 0, line("TEN", 1), line("TEN", 1))))
                .isInstanceOf(ContradictionException.class);
        assertThatThrownBy(() -> decision.decide(reserve(SHOP, 0))).isInstanceOf(ContradictionException.class);
        assertThatThrownBy(() -> decision.decide(new ReleaseStock(undone.request(), SHOP, refused.orderId())))
                .isInstanceOf(ContradictionException.class);
    }

    @Test
    void whatWasMadeBeforeIsSettledAndNotMadeAgain() {
        ReserveStock command = reserve(SHOP, 0, line("TEN", 2));
        Fence before = Fence.of(command, new Reservation.Reserved(command.lines()));
        StockDecision later = new StockDecision(shelf, List.of(before), List.of());
        later.decide(command);
        assertThat(later.hasChanged(before.id())).isFalse();
        later.decide(release(command));
        assertThat(later.made()).isEmpty();
        assertThat(later.settled()).extracting(Fence::id).containsExactly(before.id());
        assertThat(later.hasChanged(before.id())).isTrue();
    }

    private Reply answer(InventoryCommand command) {
        return decision.decide(command).orElseThrow();
    }

    private static StockRejected rejection(Reply reply) {
        assertThat(reply).isInstanceOf(StockRejected.class);
        return (StockRejected) reply;
    }
}
