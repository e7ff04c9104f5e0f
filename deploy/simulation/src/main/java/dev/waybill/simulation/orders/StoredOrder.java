package dev.waybill.simulation.orders;

import dev.waybill.orders.OrderState;
import dev.waybill.orders.OrderView.Line;
import dev.waybill.orders.placing.NewOrder;
import dev.waybill.reversals.ReversalRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the table of orders, with its items, its sagas, and what is taken back of it. */
final class StoredOrder {

    final UUID id;
    final String tenant;
    final String customerId;
    final String currency;
    final long total;
    final String paymentToken;
    final byte[] fingerprint;
    final List<Line> lines;
    final Instant placedAt;
    final Map<Integer, Integer> returned = new HashMap<>();
    final List<StoredSaga> sagas = new ArrayList<>();
    final List<ReversalRow> reversals = new ArrayList<>();
    OrderState state = OrderState.PROCESSING;

    @Nullable
    String reason;

    long version = 1;

    StoredOrder(NewOrder placed) {
        id = placed.id();
        tenant = placed.tenant();
        customerId = placed.order().customerId();
        currency = placed.order().currency();
        total = placed.order().total();
        paymentToken = placed.paymentToken();
        fingerprint = placed.fingerprint();
        lines = placed.order().lines();
        placedAt = placed.order().placedAt();
    }

    @Nullable
    StoredSaga openSaga() {
        return sagas.stream().filter(StoredSaga::open).findFirst().orElse(null);
    }

    StoredSaga placing() {
        return sagas.getFirst();
    }

    @Nullable
    ReversalRow reversal(UUID reversal) {
        return reversals.stream()
                .filter(each -> each.id().equals(reversal))
                .findFirst()
                .orElse(null);
    }
}
