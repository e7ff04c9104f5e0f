package dev.waybill.ops.timeline;

import static dev.waybill.ops.timeline.AnyHistory.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.checkout.PlaceOrder;
import dev.waybill.ops.actions.Action;
import dev.waybill.ops.timeline.History.Reversal;
import dev.waybill.reversals.ReversalRow;
import dev.waybill.sagas.Happening;
import dev.waybill.sagas.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    @Test
    void aConfirmedOrderReadsLikeAStory() {
        AnyHistory history = new AnyHistory()
                .done(PlaceOrder.RESERVE_STOCK, 0)
                .done(PlaceOrder.RESERVE_STOCK, 1)
                .done(PlaceOrder.AUTHORIZE_PAYMENT, 0)
                .done(PlaceOrder.COMMIT_STOCK, 1)
                .done(PlaceOrder.CAPTURE_PAYMENT, 0)
                .done(PlaceOrder.COMMIT_STOCK, 0);

        assertThat(history.story())
                .containsExactly(
                        "0 PLACED Customer 17850 placed the order: 2 lines, GBP 22.08.",
                        "0 BEGUN The saga place-order 2 began.",
                        "0 ASKED Asked inventory shard 0 to reserve the stock.",
                        "0 ASKED Asked inventory shard 1 to reserve the stock.",
                        "1 DONE Inventory shard 0 has reserved the stock.",
                        "2 DONE Inventory shard 1 has reserved the stock.",
                        "2 ASKED Asked payments to hold the money.",
                        "3 DONE Payments has put the money on hold.",
                        "3 DECIDED The order is confirmed; from here on it is carried through.",
                        "3 ANNOUNCED Announced that the order is confirmed.",
                        "3 ASKED Asked payments to collect the money.",
                        "3 ASKED Asked inventory shard 0 to mark the stock as sold.",
                        "3 ASKED Asked inventory shard 1 to mark the stock as sold.",
                        "4 DONE Inventory shard 1 has marked the stock as sold.",
                        "5 DONE Payments has collected the money.",
                        "6 DONE Inventory shard 0 has marked the stock as sold.",
                        "6 ENDED The saga place-order 2 is done.");
    }

    @Test
    void aRefusalIsToldWithItsReasonAndWithAllThatIsUndone() {
        AnyHistory history = new AnyHistory()
                .refused(PlaceOrder.RESERVE_STOCK, 0, Refusal.refused("out_of_stock", "85123A: 6 wanted, 0 available"))
                .undone(PlaceOrder.RESERVE_STOCK, 1);

        assertThat(history.story())
                .endsWith(
                        "1 REFUSED Inventory shard 0 refused to reserve the stock: out of stock.",
                        "1 TURNED_BACK It turned back (out_of_stock): 85123A: 6 wanted, 0 available.",
                        "1 UNDO_ASKED Asked inventory shard 1 to release the stock.",
                        "2 UNDONE Inventory shard 1 has released the stock.",
                        "2 DECIDED The order is rejected.",
                        "2 ENDED The saga place-order 2 is undone: nothing of it is left.");
    }

    @Test
    void repetitionsAreCounted() {
        AnyHistory history = new AnyHistory()
                .later(31)
                .happen(new Happening.TimePassed())
                .later(60)
                .happen(new Happening.TimePassed());

        assertThat(history.story())
                .contains(
                        "0 ASKED Asked inventory shard 0 to reserve the stock, 3 times so far.",
                        "0 ASKED Asked inventory shard 1 to reserve the stock, 3 times so far.");
    }

    @Test
    void theCountOfAnUndoIsNotTakenForThatOfTheRequest() {
        AnyHistory history = new AnyHistory()
                .refused(PlaceOrder.RESERVE_STOCK, 0, Refusal.refused("out_of_stock", "nothing left"))
                .later(40)
                .happen(new Happening.TimePassed());

        assertThat(history.story())
                .contains(
                        "0 ASKED Asked inventory shard 1 to reserve the stock.",
                        "1 UNDO_ASKED Asked inventory shard 1 to release the stock, 2 times so far.");
    }

    @Test
    void aCancelThatTurnedTheSagaRoundStandsBeforeWhatItDid() {
        AnyHistory history = new AnyHistory()
                .done(PlaceOrder.RESERVE_STOCK, 0)
                .happen(new Happening.CalledOff(Refusal.calledOff("changed_my_mind", "The customer called it off.")));
        Reversal cancel = AnyHistory.cancel(ReversalRow.State.TURNED_ROUND, NOW.plusSeconds(2));

        assertThat(history.with(cancel).story())
                .endsWith(
                        "2 REQUESTED 17850 asked to cancel the order: changed my mind (ordered twice). It turned the saga under way round.",
                        "2 TURNED_BACK It was called off (changed_my_mind): The customer called it off.",
                        "2 UNDO_ASKED Asked inventory shard 0 to release the stock.",
                        "2 UNDO_ASKED Asked inventory shard 1 to release the stock.");
    }

    @Test
    void whoWaitsIsToldToWait() {
        Reversal back = AnyHistory.returned(ReversalRow.State.WAITING, NOW.plusSeconds(9));

        assertThat(new AnyHistory().with(back).story())
                .endsWith("9 REQUESTED 17850 asked to return 2 × 85123A for GBP 5.10: damaged (ordered twice)."
                        + " It waits for the end of the saga under way.");
    }

    @Test
    void whatOpsDidStandsBeforeWhatCameOfIt() {
        AnyHistory history = new AnyHistory()
                .later(4)
                .happen(new Happening.CalledOff(Refusal.refused("compensated_by_ops", "fraud, ticket 77")));
        Action action = AnyHistory.action("compensate", "fraud, ticket 77", NOW.plusSeconds(5));

        assertThat(history.with(action).story())
                .contains(
                        "5 OPS ops-1 of ops said compensate to the saga: fraud, ticket 77. It went from a to b.",
                        "5 TURNED_BACK It turned back (compensated_by_ops): fraud, ticket 77.")
                .containsSubsequence(
                        "5 OPS ops-1 of ops said compensate to the saga: fraud, ticket 77. It went from a to b.",
                        "5 TURNED_BACK It turned back (compensated_by_ops): fraud, ticket 77.");
    }

    @Test
    void aPauseOfAllIsPartOfTheStory() {
        Action action = AnyHistory.pauseOf("*", NOW.plusSeconds(3));

        assertThat(new AnyHistory().with(action).story())
                .endsWith("3 OPS ops-1 of ops said pause to all sagas: payments are down.");
    }

    @Test
    void anOrderThatIsPlacedInAPauseIsSaidToWait() {
        Action earlier = AnyHistory.pauseOf("place-order", NOW.minusSeconds(3));

        assertThat(new AnyHistory().with(earlier).story())
                .startsWith(
                        "-3 OPS ops-1 of ops said pause to all sagas of place-order: payments are down.",
                        "0 PLACED Customer 17850 placed the order: 2 lines, GBP 22.08.")
                .contains("0 ASKED Was to ask inventory shard 0 to reserve the stock, and kept that back, since ops had"
                        + " stopped all sagas of its kind.");
    }

    @Test
    void aParkedSagaSaysWhatItWaitsFor() {
        AnyHistory history = new AnyHistory()
                .done(PlaceOrder.RESERVE_STOCK, 0)
                .done(PlaceOrder.RESERVE_STOCK, 1)
                .done(PlaceOrder.AUTHORIZE_PAYMENT, 0)
                .done(PlaceOrder.COMMIT_STOCK, 0)
                .done(PlaceOrder.COMMIT_STOCK, 1)
                .untilParked();

        assertThat(history.story().getLast())
                .contains("PARKED Waits for ops: participant 0 was asked 9 times for capture-payment");

        assertThat(history.happen(new Happening.Skipped(PlaceOrder.CAPTURE_PAYMENT))
                        .story())
                .anyMatch(line ->
                        line.endsWith("PARKED Gave up waiting for payments at capture-payment, and waited for ops."))
                .anyMatch(line -> line.endsWith("SKIPPED Ops vouched for payments: capture-payment counts as done."))
                .last()
                .asString()
                .contains("ENDED");
    }

    @Test
    void whatTheFirstReleaseWroteIsToldAsFarAsItIsKnown() {
        List<String> story = AnyHistory.storyOfFirstRelease("""
                {"reserve-stock":{"attempt":1,"calls":{"0":{"progress":"DONE","since":"2026-01-01T00:00:01Z"}}},
                 "authorize-payment":{"attempt":1,"calls":{"0":{"progress":"ASKED","since":"2026-01-01T00:00:01Z"}}}}
                """);

        assertThat(story)
                .containsExactly(
                        "0 PLACED Customer 17850 placed the order: 2 lines, GBP 22.08.",
                        "0 BEGUN The saga place-order 1 began.",
                        "1 DONE Inventory shard 0 has reserved the stock.",
                        "1 ASKED Asked payments to hold the money.");
    }

    @Test
    void linesOfTextHaveTimesAndKinds() {
        History history = new AnyHistory().history();

        assertThat(TimelineText.of(history.order(), Timeline.of(history)))
                .startsWith("Order " + history.order().id() + " of demo is PROCESSING, GBP 22.08. Times are UTC.")
                .contains("2026-01-01 00:00:00.000  begun        The saga place-order 2 began.");
    }
}
