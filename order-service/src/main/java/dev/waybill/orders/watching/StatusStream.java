package dev.waybill.orders.watching;

import dev.waybill.orders.OrderChange;
import dev.waybill.orders.OrderView;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.UUID;

/** The states of one order for one client, each once and in order, until it is decided. */
final class StatusStream {

    private final Sse sse;
    private final MultiEmitter<? super OutboundSseEvent> client;
    private long lastVersion;

    private StatusStream(Sse sse, MultiEmitter<? super OutboundSseEvent> client) {
        this.sse = sse;
        this.client = client;
    }

    /**
     * @param now reads the order as it is; subscribed to only after watching has begun, so that no state is missed
     * @param heartbeat how often a comment is sent, so that nobody between hangs up
     */
    static Multi<OutboundSseEvent> of(UUID id, OrderWatch watch, Uni<OrderView> now, Sse sse, Duration heartbeat) {
        return Multi.createFrom().emitter(client -> {
            StatusStream stream = new StatusStream(sse, client);
            OrderWatch.Watching watching = watch.watch(id, stream::tell);
            Cancellable heart =
                    Multi.createFrom().ticks().every(heartbeat).subscribe().with(tick -> stream.beat());
            client.onTermination(() -> {
                watching.close();
                heart.cancel();
            });
            now.subscribe().with(order -> stream.tell(change(order)), client::fail);
        });
    }

    private synchronized void tell(OrderChange change) {
        if (change.version() <= lastVersion) {
            return;
        }
        lastVersion = change.version();
        client.emit(sse.newEventBuilder()
                .id(String.valueOf(change.version()))
                .name("order")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(change)
                .build());
        if (change.state().decided()) {
            client.complete();
        }
    }

    private void beat() {
        client.emit(sse.newEventBuilder().comment("still here").build());
    }

    private static OrderChange change(OrderView order) {
        return new OrderChange(
                order.id(), order.state(), order.reason(), order.detail(), order.version(), order.updatedAt());
    }
}
