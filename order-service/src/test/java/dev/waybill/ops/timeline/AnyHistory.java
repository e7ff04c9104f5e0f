package dev.waybill.ops.timeline;

import dev.waybill.checkout.Definitions;
import dev.waybill.checkout.OrderFacts;
import dev.waybill.checkout.PlaceOrder;
import dev.waybill.checkout.SagaJson;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.Money;
import dev.waybill.contracts.Request;
import dev.waybill.contracts.StockLine;
import dev.waybill.ops.actions.Action;
import dev.waybill.ops.sagas.StoredSaga;
import dev.waybill.ops.timeline.History.Header;
import dev.waybill.ops.timeline.History.Reversal;
import dev.waybill.orders.OrderState;
import dev.waybill.reversals.ReversalRow;
import dev.waybill.sagas.Answer;
import dev.waybill.sagas.Decision;
import dev.waybill.sagas.Happening;
import dev.waybill.sagas.Phase;
import dev.waybill.sagas.Refusal;
import dev.waybill.sagas.SagaEngine;
import dev.waybill.sagas.SagaState;
import dev.waybill.shards.RoutedId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** An order's rows as the real engine would leave them; each thing that happens takes a second. */
final class AnyHistory {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final UUID ORDER = RoutedId.create(5, NOW, new Random(1));
    private static final List<StockLine> LINES = List.of(new StockLine("85123A", 2));
    private static final OrderFacts FACTS = new OrderFacts(
            ORDER, "demo", "17850", new Money(2208, "GBP"), "tok_approve", Map.of(0, LINES, 1, LINES), null);

    private final SagaEngine<OrderFacts, Message> engine = Definitions.engine(PlaceOrder.NAME, 2);
    private final List<Reversal> reversals = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private SagaState state = engine.begin(ORDER, FACTS, NOW).next();
    private Instant now = NOW;

    AnyHistory done(String step, int participant) {
        return happen(new Happening.Answered(new Answer.Done(request(step, participant))));
    }

    AnyHistory undone(String step, int participant) {
        return happen(new Happening.Answered(new Answer.Undone(request(step, participant))));
    }

    AnyHistory refused(String step, int participant, Refusal why) {
        return happen(new Happening.Answered(new Answer.Refused(request(step, participant), why)));
    }

    AnyHistory happen(Happening happening) {
        later(1);
        if (engine.decide(state, FACTS, happening, now) instanceof Decision.Proceed<Message> proceed) {
            state = proceed.next();
            return this;
        }
        throw new IllegalStateException(happening + " changed nothing");
    }

    AnyHistory later(int seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    AnyHistory untilParked() {
        while (state.parked() == null) {
            later((int) Duration.ofMinutes(10).toSeconds()).happen(new Happening.TimePassed());
        }
        return this;
    }

    AnyHistory with(Reversal reversal) {
        reversals.add(reversal);
        return this;
    }

    AnyHistory with(Action action) {
        actions.add(action);
        return this;
    }

    History history() {
        return new History(header(), List.of(saga(2, state, SagaJson.write(state.steps()), now)), reversals, actions);
    }

    /** Seconds since the beginning, kind and text of each entry. */
    List<String> story() {
        return story(history());
    }

    static List<String> storyOfFirstRelease(String steps) {
        SagaState state = new SagaState(ORDER, Phase.FORWARD, SagaJson.read(steps), null, false, null);
        return story(new History(header(), List.of(saga(1, state, steps, NOW)), List.of(), List.of()));
    }

    static Reversal cancel(ReversalRow.State state, Instant at) {
        return reversal(ReversalRow.Kind.CANCEL, state, "changed_my_mind", at);
    }

    static Reversal returned(ReversalRow.State state, Instant at) {
        return reversal(ReversalRow.Kind.RETURN, state, "damaged", at);
    }

    static Action action(String verb, String reason, Instant at) {
        return new Action(ORDER, ORDER, null, verb, "ops-1", reason, "it went from a to b", at);
    }

    static Action pauseOf(String definition, Instant at) {
        return new Action(null, null, definition, "pause", "ops-1", "payments are down", null, at);
    }

    private static Reversal reversal(ReversalRow.Kind kind, ReversalRow.State state, String reason, Instant at) {
        String lines = "[{\"line\":1,\"sku\":\"85123A\",\"quantity\":2,\"price\":255}]";
        Instant begun = state == ReversalRow.State.WAITING ? null : at;
        UUID id = RoutedId.create(5, at, new Random(2));
        return new Reversal(id, kind, state, lines, 510, reason, "ordered twice", "17850", at, begun);
    }

    private static Header header() {
        return new Header(ORDER, "demo", "17850", OrderState.PROCESSING, null, null, "GBP", 2208, 2, NOW);
    }

    private static StoredSaga saga(int number, SagaState state, String steps, Instant now) {
        Refusal why = state.refusal();
        return new StoredSaga(
                ORDER,
                ORDER,
                "demo",
                PlaceOrder.NAME,
                number,
                state.phase(),
                steps,
                why == null ? null : why.cause(),
                why == null ? null : why.reason(),
                why == null ? null : why.detail(),
                state.parked(),
                state.paused(),
                false,
                state.dueAt(),
                NOW,
                now,
                state.phase().ended() ? now : null,
                OrderState.PROCESSING);
    }

    private static List<String> story(History history) {
        return Timeline.of(history).stream()
                .map(entry ->
                        "%d %s %s".formatted(Duration.between(NOW, entry.at()).toSeconds(), entry.kind(), entry.text()))
                .toList();
    }

    private static Request request(String step, int participant) {
        return new Request(ORDER, step, 1, participant);
    }
}
