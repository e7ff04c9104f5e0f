package dev.waybill.reversals;

import dev.waybill.checkout.CheckoutMessages;
import dev.waybill.checkout.Definitions;
import dev.waybill.checkout.OrderFacts;
import dev.waybill.checkout.Restock;
import dev.waybill.checkout.SagaJson;
import dev.waybill.checkout.Sagas.DecidedOrder;
import dev.waybill.checkout.TakeBack;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.Money;
import dev.waybill.contracts.OrderEvent;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.orders.OrderState;
import dev.waybill.reversals.ReversalRow.Kind;
import dev.waybill.reversals.ReversalRow.Line;
import dev.waybill.reversals.Reversals.BegunSaga;
import dev.waybill.reversals.Reversals.Counted;
import dev.waybill.sagas.Decision;
import dev.waybill.sagas.SagaDefinition;
import dev.waybill.sagas.SagaEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the sagas that begin do to their order, one after the other. */
final class BegunReversals {

    private final TakenOrder order;
    private final Instant now;
    private final List<Counted> counted = new ArrayList<>();
    private final List<BegunSaga> begun = new ArrayList<>();
    private final List<OutboxMessage> messages = new ArrayList<>();
    private OrderState state;
    private @Nullable String reason;
    private @Nullable String detail;
    private long version;

    BegunReversals(TakenOrder order, Instant now) {
        this.order = order;
        this.now = now;
        this.state = order.state();
        this.reason = order.reason();
        this.version = order.version();
    }

    void begin(ReversalRow reversal, @Nullable String trace) {
        boolean cancels = reversal.is(Kind.CANCEL);
        SagaDefinition<OrderFacts, Message> definition =
                Definitions.newest(cancels ? TakeBack.CANCEL : TakeBack.RETURN);
        Decision.Proceed<Message> first = new SagaEngine<>(definition).begin(reversal.id(), facts(reversal), now);
        if (cancels) {
            state = OrderState.CANCELLED;
            reason = reversal.reason();
            detail = reversal.note();
        } else {
            counted.addAll(reversal.counted());
        }
        first.messages().forEach(message -> say(message, reversal.id(), trace));
        begun.add(new BegunSaga(
                reversal.id(),
                order.id(),
                order.tenant(),
                definition.name(),
                definition.number(),
                first.next().phase().name(),
                SagaJson.write(first.next().steps()),
                version,
                first.next().dueAt()));
    }

    private void say(Message message, UUID saga, @Nullable String trace) {
        if (message instanceof OrderEvent event) {
            version++;
            messages.add(CheckoutMessages.fact(event, saga, version, trace, now));
        } else {
            messages.add(CheckoutMessages.command(message, trace, now));
        }
    }

    private OrderFacts facts(ReversalRow reversal) {
        Map<Integer, Restock> restocked = reversal.readRestock();
        return new OrderFacts(
                order.id(),
                order.tenant(),
                order.customerId(),
                new Money(order.total(), order.currency()),
                order.paymentToken(),
                Restock.lines(restocked),
                OrderFacts.Reversal.of(
                        order.id(),
                        reversal.id(),
                        new Money(reversal.refund(), order.currency()),
                        reversal.readLines().stream().map(Line::orderLine).toList(),
                        reversal.reason(),
                        reversal.authorizationAttempt(),
                        restocked));
    }

    OrderState state() {
        return state;
    }

    @Nullable
    String reason() {
        return reason;
    }

    List<Counted> counted() {
        return counted;
    }

    List<BegunSaga> begun() {
        return begun;
    }

    List<OutboxMessage> messages() {
        return messages;
    }

    /** The order's next state, if there is one. */
    Stream<DecidedOrder> decided() {
        return version == order.version()
                ? Stream.empty()
                : Stream.of(
                        new DecidedOrder(order.id(), order.id(), state, reason, detail, order.version(), version, now));
    }
}
