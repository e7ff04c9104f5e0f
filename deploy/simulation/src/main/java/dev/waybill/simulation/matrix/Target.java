package dev.waybill.simulation.matrix;

import dev.waybill.checkout.PlaceOrder;
import dev.waybill.checkout.TakeBack;
import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.PaymentCommand;
import dev.waybill.contracts.Reply;
import dev.waybill.payments.Operation;
import dev.waybill.sagas.StepKind;
import org.jspecify.annotations.Nullable;

/**
 * What the trouble is with: a step of a definition, or the undo of one.
 *
 * @param number the definition's
 */
record Target(String definition, int number, String step, StepKind kind, boolean undo) {

    String title() {
        return undo ? "undo of " + step : step;
    }

    boolean asksSomebody() {
        return kind == StepKind.COMPENSATABLE || kind == StepKind.RETRIABLE;
    }

    boolean isPlacing() {
        return definition.equals(PlaceOrder.NAME);
    }

    boolean isRequest(Message message) {
        return switch (message) {
            case InventoryCommand.ExtendReservation any -> false;
            case InventoryCommand command ->
                is(command.request().step(), command instanceof InventoryCommand.ReleaseStock);
            case PaymentCommand command -> is(command.request().step(), command instanceof PaymentCommand.VoidPayment);
            default -> false;
        };
    }

    boolean isReply(Message message) {
        return switch (message) {
            case Reply.ReservationExpired any -> false;
            case Reply reply ->
                is(
                        reply.request().step(),
                        reply instanceof Reply.StockReleased || reply instanceof Reply.PaymentVoided);
            default -> false;
        };
    }

    private boolean is(String name, boolean undone) {
        return name.equals(step) && undone == undo;
    }

    /** What the provider is asked; null if it is not. */
    @Nullable
    Operation operation() {
        return switch (step) {
            case PlaceOrder.AUTHORIZE_PAYMENT -> undo ? Operation.VOID : Operation.AUTHORIZE;
            case PlaceOrder.CAPTURE_PAYMENT -> Operation.CAPTURE;
            case TakeBack.REFUND_PAYMENT -> Operation.REFUND;
            default -> null;
        };
    }

    /** Why there is no such trouble; null if there is. */
    @Nullable
    String whyNot(Trouble trouble) {
        return switch (trouble) {
            case CRASH_BEFORE, CRASH_AFTER -> null;
            case TIME_OUT, DUPLICATE, LATE_REPLY -> asksSomebody() ? null : "asks nobody";
            case REFUSAL ->
                !asksSomebody()
                        ? "asks nobody"
                        : kind == StepKind.COMPENSATABLE && !undo
                                ? null
                                : undo ? "an undo cannot be refused" : "cannot be refused";
            case GATEWAY_IN_DOUBT -> operation() == null ? "asks no provider" : null;
        };
    }
}
