package dev.waybill.stock.reserving;

import static dev.waybill.stock.reserving.Commands.commit;
import static dev.waybill.stock.reserving.Commands.extend;
import static dev.waybill.stock.reserving.Commands.line;
import static dev.waybill.stock.reserving.Commands.release;
import static dev.waybill.stock.reserving.Commands.reserve;
import static dev.waybill.stock.reserving.Commands.takeBack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contracts.InventoryCommand.ReserveStock;
import dev.waybill.contracts.InventoryCommand.ReturnStock;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.StockLine;
import dev.waybill.stock.Move;
import dev.waybill.stock.Shelf;
import dev.waybill.stock.StockTable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Returns and extensions, over a reservation of 4 units of A and 2 of B that a batch finds. */
class TakingBackTest {

    private static final String SHOP = "shop";

    private final ReserveStock order = reserve(SHOP, 0, line("A", 4), line("B", 2));
    private final Shelf shelf =
            new Shelf(List.of(new StockTable.Available(SHOP, "A", 0), new StockTable.Available(SHOP, "B", 0)));

    @Test
    void partOfWhatWasSoldComesBackOnce() {
        StockDecision decision = after(new Reservation.Committed(order.lines()));
        ReturnStock back = takeBack(order, line("A", 3));
        Reply answer = new Reply.StockReturned(back.request(), SHOP, order.orderId());
        assertThat(decision.decide(back)).contains(answer);
        assertThat(decision.decide(back)).contains(answer);
        assertThat(shelf.moves()).containsExactly(new Move(SHOP, "A", 3, 0, 0, 0, 3));
        assertThat(decision.settled())
                .extracting(Fence::reservation)
                .containsExactly(new Reservation.Committed(order.lines(), List.of(3, 0)));
        assertThat(decision.returns()).extracting(StockReturn::lines).containsExactly(back.lines());
        assertThat(decision.hasChanged(StockReturn.idOf(back.request()))).isTrue();
    }

    @Test
    void whatAnEarlierBatchTookIsNotTakenAgain() {
        ReturnStock back = takeBack(order, line("A", 3));
        StockDecision decision = new StockDecision(
                shelf,
                List.of(Fence.of(order, new Reservation.Committed(order.lines(), List.of(3, 0)))),
                List.of(StockReturn.of(back)));
        assertThat(decision.decide(back)).get().isInstanceOf(Reply.StockReturned.class);
        assertThat(shelf.moves()).isEmpty();
        assertThat(decision.returns()).isEmpty();
        assertThat(decision.hasChanged(StockReturn.idOf(back.request()))).isFalse();
        assertThatThrownBy(() -> decision.decide(
                        new ReturnStock(back.request(), SHOP, order.orderId(), order.request(), List.of(line("A", 1)))))
                .isInstanceOf(ContradictionException.class);
    }

    @Test
    void severalReturnsBringNoMoreThanWasSold() {
        StockDecision decision = after(new Reservation.Committed(order.lines(), List.of(1, 0)));
        decision.decide(takeBack(order, line("B", 2), line("A", 1)));
        decision.decide(takeBack(order, line("A", 2)));
        refused(decision, line("A", 1));
        refused(decision, line("B", 1));
        assertThat(shelf.moves())
                .containsExactlyInAnyOrder(new Move(SHOP, "A", 3, 0, 0, 0, 3), new Move(SHOP, "B", 2, 0, 0, 0, 2));
    }

    @Test
    void aReturnThatAsksForTooMuchBringsNothing() {
        StockDecision decision = after(new Reservation.Committed(order.lines()));
        refused(decision, line("A", 1), line("B", 3));
        refused(decision, line("A", Integer.MAX_VALUE));
        refused(decision, line("A", 1), line("A", 1));
        refused(decision, line("A", 1), line("C", 1));
        refused(decision);
        assertThat(shelf.moves()).isEmpty();
        assertThat(decision.settled()).isEmpty();
        assertThat(decision.returns()).isEmpty();
    }

    @Test
    void onlyWhatWasSoldComesBack() {
        refused(after(new Reservation.Reserved(order.lines())), line("A", 1));
        refused(after(new Reservation.Released(order.lines())), line("A", 1));
        refused(after(Reservation.Released.BEFORE_RESERVED), line("A", 1));
        refused(new StockDecision(shelf, List.of(), List.of()), line("A", 1));
    }

    @Test
    void whatIsSoldInTheSameBatchMayComeBack() {
        StockDecision decision = after(new Reservation.Reserved(order.lines()));
        decision.decide(commit(order));
        decision.decide(takeBack(order, line("A", 4), line("B", 2)));
        assertThat(decision.settled()).hasSize(1);
        assertThat(decision.decide(commit(order))).get().isInstanceOf(Reply.StockCommitted.class);
        assertThat(shelf.moves())
                .containsExactly(new Move(SHOP, "A", 4, -4, 0, 4, 4), new Move(SHOP, "B", 2, -2, 0, 2, 2));
    }

    @Test
    void whatIsHeldIsHeldOnAndNothingElse() {
        StockDecision held = after(new Reservation.Reserved(order.lines()));
        assertThat(held.decide(extend(order))).isEmpty();
        assertThat(held.extended()).hasSize(1);
        held.decide(release(order));
        assertThat(held.extended()).isEmpty();

        StockDecision sold = after(new Reservation.Committed(order.lines()));
        assertThat(sold.decide(extend(order))).isEmpty();
        assertThat(sold.extended()).isEmpty();
        assertThat(new StockDecision(shelf, List.of(), List.of()).decide(extend(order)))
                .isEmpty();
    }

    @Test
    void onlyWhatIsHeldAsks() {
        assertThat(Fence.of(order, new Reservation.Reserved(order.lines())).question())
                .contains(new Reply.ReservationExpired(order.request(), SHOP, order.orderId()));
        assertThat(Fence.of(order, new Reservation.Committed(order.lines())).question())
                .isEmpty();
        assertThat(Fence.of(order, Reservation.Released.BEFORE_RESERVED).question())
                .isEmpty();
    }

    private StockDecision after(Reservation reservation) {
        return new StockDecision(shelf, List.of(Fence.of(order, reservation)), List.of());
    }

    private void refused(StockDecision decision, StockLine... lines) {
        assertThatThrownBy(() -> decision.decide(takeBack(order, lines))).isInstanceOf(ContradictionException.class);
    }
}
