package dev.waybill.payments.wiring;

import dev.waybill.contracts.PaymentCommand;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.delivery.consuming.BatchConsumer;
import dev.waybill.delivery.consuming.DeadLetters;
import dev.waybill.delivery.consuming.Inbound;
import dev.waybill.delivery.wiring.DeliveryConfig;
import dev.waybill.payments.Payments;
import dev.waybill.payments.commanding.CommandForetelling;
import dev.waybill.payments.commanding.CommandHandler;
import dev.waybill.payments.settling.GatewayCalls;
import dev.waybill.payments.settling.InDoubtResolver;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The life of what this service does by itself: take commands, make calls, ask again. */
@Singleton
public class PaymentWorkers {

    private static final Logger LOG = Logger.getLogger(PaymentWorkers.class);

    private final Shards shards;
    private final KafkaClients kafka;
    private final DeadLetters deadLetters;
    private final Inbound<PaymentCommand> inbound;
    private final GatewayCalls calls;
    private final InDoubtResolver resolver;
    private final int batchSize;
    private final PaymentsConfig config;
    private final ScheduledExecutorService timer;
    private @Nullable BatchConsumer<PaymentCommand> consumer;

    PaymentWorkers(
            Shards shards,
            KafkaClients kafka,
            DeadLetters deadLetters,
            Payments payments,
            GatewayCalls calls,
            InDoubtResolver resolver,
            DeliveryConfig delivery,
            PaymentsConfig config) {
        this.shards = shards;
        this.kafka = kafka;
        this.deadLetters = deadLetters;
        this.inbound = Inbound.bySlot(
                Topic.PAYMENT_COMMANDS,
                PaymentCommand.class,
                command -> RoutedId.slotOf(command.orderId()),
                shards,
                new CommandHandler(payments, calls::begin),
                new CommandForetelling(payments));
        this.calls = calls;
        this.resolver = resolver;
        this.batchSize = delivery.batchSize();
        this.config = config;
        // A thread for each shard: one that is away keeps its own waiting, and no other's.
        this.timer = Executors.newScheduledThreadPool(
                shards.all().size(),
                Thread.ofPlatform().daemon().name("in-doubt-", 0).factory());
    }

    @Produces
    @Singleton
    Inbound<PaymentCommand> inbound() {
        return inbound;
    }

    void start(@Observes Startup event) {
        consumer = new BatchConsumer<>(inbound, kafka.consumer("payment-service"), deadLetters, batchSize).start();
        long interval = config.inDoubtCheck().toMillis();
        shards.all()
                .forEach(shard ->
                        timer.scheduleWithFixedDelay(() -> resolve(shard), 0, interval, TimeUnit.MILLISECONDS));
    }

    /** In the order of the work: what comes in first. */
    void stop(@Observes Shutdown event) {
        if (consumer != null) {
            consumer.close();
        }
        timer.shutdown();
        calls.close();
    }

    /** A failure must not end the schedule; a shard that is away is reported where its messages wait. */
    private void resolve(Shard shard) {
        try {
            resolver.runOnce(shard);
        } catch (RuntimeException e) {
            LOG.debugf(e, "calls in doubt on %s are looked for again soon", shard.name());
        }
    }
}
