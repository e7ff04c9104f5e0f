package dev.waybill.orders.placing;

import dev.waybill.http.Problem;
import dev.waybill.orders.OrderJson;
import dev.waybill.orders.OrderState;
import dev.waybill.shards.SqlFailure;
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
            case Placement.Unread unread -> ofFailure(unread.failure());
        };
    }

    static LineAnswer ofFailure(RuntimeException failure) {
        return SqlFailure.of(failure) == SqlFailure.TRANSIENT ? Refused.AWAY : Refused.INTERNAL;
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

        static final Refused AWAY = new Refused(Problem.of(
                503,
                "shard-away",
                "Not available now",
                "The part of the data that this line needs is away. Send it again, with the same idempotencyKey."));

        static final Refused INTERNAL = new Refused(
                Problem.of(500, "internal", "A fault of ours", "This should not happen; it has been logged."));

        @Override
        public void write(int line, StringBuilder json) {
            json.append("{\"line\":").append(line).append(",\"problem\":");
            json.append(OrderJson.write(problem)).append('}');
        }
    }
}
