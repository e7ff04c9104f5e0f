package dev.waybill.orders.placing;

import dev.waybill.http.Problem;
import dev.waybill.orders.OrderJson;
import dev.waybill.orders.OrderState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is said about one line of a batch. */
sealed interface LineAnswer {

    /** Its JSON, on one line. */
    void write(int line, StringBuilder json);

    static LineAnswer of(Placement placement) {
        return switch (placement) {
            case Placement.Accepted(NewOrder order) -> new Placed(order.id(), OrderState.PROCESSING, null);
            case Placement.Replayed(UUID id, OrderState state, String reason) -> new Placed(id, state, reason);
            case Placement.KeyReused reused -> new Refused(reused.problem());
        };
    }

    /**
     * There is an order.
     *
     * @param reason for its state, in lower snake case, if it has one
     */
    record Placed(UUID id, OrderState state, @Nullable String reason) implements LineAnswer {
        @Override
        public void write(int line, StringBuilder json) {
            // By hand: nothing in it needs escaping, and there may be a million.
            json.append("{\"line\":").append(line).append(",\"id\":\"").append(id);
            json.append("\",\"state\":\"").append(state);
            if (reason != null) {
                json.append("\",\"reason\":\"").append(reason);
            }
            json.append("\",\"status\":").append(state.decided() ? 200 : 202).append('}');
        }
    }

    /** There is none. */
    record Refused(Problem problem) implements LineAnswer {
        @Override
        public void write(int line, StringBuilder json) {
            json.append("{\"line\":").append(line).append(",\"problem\":");
            json.append(OrderJson.write(problem)).append('}');
        }
    }
}
