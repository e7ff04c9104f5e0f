package dev.waybill.checkout;

import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.delivery.consuming.BatchConsumer;
import dev.waybill.delivery.consuming.DeadLetters;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.delivery.wiring.DeliveryConfig;
import dev.waybill.orders.OrderChange;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shards;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the place-order sagas of this replica's partitions. */
@Singleton
public class Checkout {

    private final Shards shards;
    private final KafkaClients kafka;
    private final DeadLetters deadLetters;
    private final DeliveryConfig config;
    private final ReplyHandler handler;
    private @Nullable BatchConsumer<Reply> replies;

    Checkout(
            Shards shards,
            KafkaClients kafka,
            DeadLetters deadLetters,
            DeliveryConfig config,
            Relay relay,
            Clock clock,
            MeterRegistry metrics,
            Event<OrderChanges> changed) {
        this.shards = shards;
        this.kafka = kafka;
        this.deadLetters = deadLetters;
        this.config = config;
        this.handler = new ReplyHandler(relay, clock, metrics, changes -> changed.fire(new OrderChanges(changes)));
    }

    /** Orders that came to a state in one transaction of this replica. */
    public record OrderChanges(List<OrderChange> changes) {}

    void start(@Observes Startup event) {
        replies = BatchConsumer.bySlot(
                        Topic.ORDER_REPLIES,
                        Reply.class,
                        reply -> RoutedId.slotOf(reply.orderId()),
                        kafka.consumer("order-service"),
                        shards,
                        deadLetters,
                        config.batchSize(),
                        handler)
                .start();
    }

    void stop(@Observes Shutdown event) {
        if (replies != null) {
            replies.close();
        }
    }
}
