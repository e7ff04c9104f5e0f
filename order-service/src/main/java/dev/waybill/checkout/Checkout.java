package dev.waybill.checkout;

import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.delivery.Queues;
import dev.waybill.delivery.consuming.BatchConsumer;
import dev.waybill.delivery.consuming.DeadLetters;
import dev.waybill.delivery.consuming.Inbound;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.delivery.wiring.DeliveryConfig;
import dev.waybill.orders.OrderChange;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shard;
import dev.waybill.shards.ShardMap;
import dev.waybill.shards.Shards;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the sagas of this replica's partitions, and shares in looking after those of all shards. */
@Singleton
public class Checkout {

    private static final Logger LOG = Logger.getLogger(Checkout.class);

    private final Shards shards;
    private final KafkaClients kafka;
    private final DeadLetters deadLetters;
    private final DeliveryConfig delivery;
    private final CheckoutConfig config;
    private final InventoryShards inventory;
    private final SagaTransactions sagas;
    private final SagaRescuer rescuer;
    private final Inbound<Reply> inbound;
    private final ScheduledExecutorService timer;
    private @Nullable BatchConsumer<Reply> replies;

    Checkout(
            Shards shards,
            KafkaClients kafka,
            DeadLetters deadLetters,
            DeliveryConfig delivery,
            CheckoutConfig config,
            Queues queues,
            Relay relay,
            Clock clock,
            MeterRegistry metrics,
            Event<OrderChanges> changed) {
        this.shards = shards;
        this.kafka = kafka;
        this.deadLetters = deadLetters;
        this.delivery = delivery;
        this.config = config;
        this.inventory = new InventoryShards(ShardMap.parse(config.inventorySlots()));
        this.sagas = new SagaTransactions(
                relay, clock, inventory, metrics, changes -> changed.fire(new OrderChanges(changes)));
        this.rescuer = new SagaRescuer(sagas, queues::areBehind, clock);
        this.inbound = Inbound.bySlot(
                Topic.ORDER_REPLIES,
                Reply.class,
                reply -> RoutedId.slotOf(reply.orderId()),
                shards,
                new ReplyHandler(sagas),
                new ReplyForetelling(clock));
        // A thread for each shard: one that is away keeps its own waiting, and no other's.
        this.timer = Executors.newScheduledThreadPool(
                shards.all().size(), Thread.ofVirtual().name("rescue-", 0).factory());
    }

    /** Orders that came to a state in one transaction of this replica. */
    public record OrderChanges(List<OrderChange> changes) {}

    @Produces
    @Singleton
    InventoryShards inventory() {
        return inventory;
    }

    @Produces
    @Singleton
    SagaTransactions sagas() {
        return sagas;
    }

    @Produces
    @Singleton
    Inbound<Reply> inbound() {
        return inbound;
    }

    void start(@Observes Startup event) {
        replies = new BatchConsumer<>(inbound, kafka.consumer("order-service"), deadLetters, delivery.batchSize())
                .start();
        long interval = config.rescue().every().toMillis();
        shards.all()
                .forEach(shard ->
                        timer.scheduleWithFixedDelay(() -> rescue(shard), interval, interval, TimeUnit.MILLISECONDS));
    }

    void stop(@Observes Shutdown event) {
        timer.shutdownNow();
        if (replies != null) {
            replies.close();
        }
    }

    /** A failure must not end the schedule; a shard that is away is reported where its messages wait. */
    private void rescue(Shard shard) {
        try {
            // As long as whole batches come there is a backlog, and no reason to wait for the next turn.
            int taken = rescuer.runOnce(shard);
            while (taken == SagaRescuer.AT_MOST) {
                taken = rescuer.runOnce(shard);
            }
        } catch (RuntimeException e) {
            LOG.debugf(e, "the overdue sagas of %s are looked for again soon", shard.name());
        }
    }
}
