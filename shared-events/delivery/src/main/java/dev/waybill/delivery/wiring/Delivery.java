package dev.waybill.delivery.wiring;

import dev.waybill.contracts.Topic;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.delivery.Queues;
import dev.waybill.delivery.Topics;
import dev.waybill.delivery.consuming.DeadLetters;
import dev.waybill.delivery.outbox.OutboxSweeper;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.shards.Shard;
import dev.waybill.shards.ShardGate;
import dev.waybill.shards.ShardRefusedException;
import dev.waybill.shards.Shards;
import dev.waybill.shards.ShardsConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * The life of a service's shards and messages: migrate the shards, create the topics, publish, sweep; and at the end let
 * go of everything in the opposite order. A shard or broker that is away delays its own part only.
 */
@Singleton
public class Delivery {

    /** Before a service's own observers of {@link Startup}, and after those of {@link Shutdown}. */
    static final int FIRST = 100;

    static final int LAST = 10_000;

    private static final Logger LOG = Logger.getLogger(Delivery.class);

    private final Shards shards;
    private final KafkaClients kafka;
    private final Admin admin;
    private final Producer<byte[], byte[]> producer;
    private final Relay relay;
    private final OutboxSweeper sweeper;
    private final DeadLetters deadLetters;
    private final DeliveryConfig config;
    private final ScheduledExecutorService timer;

    Delivery(ShardsConfig shardsConfig, DeliveryConfig config, Config all, Vertx vertx, MeterRegistry metrics) {
        String service = all.getValue("quarkus.application.name", String.class);
        this.config = config;
        requireSoon(config.unhurriedEvery(), config.outboxGrace());
        this.shards = new Shards(
                shardsConfig.settings(), service, List.of("db/delivery", config.migrations()), vertx, metrics);
        this.kafka = new KafkaClients(kafkaSettings(all));
        this.admin = kafka.admin();
        this.producer = kafka.producer();
        this.relay = new Relay(producer, "/waybill/" + service, metrics);
        this.sweeper = new OutboxSweeper(relay, service + "-" + UUID.randomUUID(), config.outboxGrace());
        // A thread for each piece of work, so that a shard that is away holds up none of the others'.
        this.timer = Executors.newScheduledThreadPool(
                3 * shards.all().size() + 1,
                Thread.ofVirtual().name("outbox-", 0).factory());
        this.deadLetters = new DeadLetters(producer, service, Clock.systemUTC(), metrics);
    }

    @Produces
    @Singleton
    Shards shards() {
        return shards;
    }

    @Produces
    @Singleton
    Relay relay() {
        return relay;
    }

    @Produces
    @Singleton
    DeadLetters deadLetters() {
        return deadLetters;
    }

    @Produces
    @Singleton
    KafkaClients kafka() {
        return kafka;
    }

    @Produces
    @Singleton
    Queues queues(Clock clock, MeterRegistry metrics) {
        Queues queues = new Queues(admin, clock);
        metrics.gauge("waybill.queues.behind", queues, each -> each.wereBehind() ? 1 : 0);
        return queues;
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    Admin admin() {
        return admin;
    }

    /** A shard that must not be worked on is no failure of this program: the start ends with a line, without a stack trace. */
    void start(@Observes @Priority(FIRST) Startup event, @Any Instance<ShardGate> gates) {
        try {
            shards.open(gates.stream().toArray(ShardGate[]::new));
        } catch (ShardRefusedException e) {
            throw new ConfigurationException("these shards are not for this release: " + e.getMessage());
        }
        createTopics();
        shards.all().forEach(shard -> every(config.outboxClean(), () -> relay.cleanOnce(shard)));
        shards.all().forEach(shard -> every(config.outboxSweep(), () -> sweep(shard)));
        publishUnhurried(config.unhurriedEvery());
    }

    /** What another process's sweeper takes for left behind would be published twice. */
    private static void requireSoon(Duration unhurriedEvery, Duration outboxGrace) {
        if (unhurriedEvery.toMillis() < 1 || unhurriedEvery.compareTo(outboxGrace.dividedBy(2)) > 0) {
            throw new ConfigurationException(
                    "waybill.delivery.unhurried-every must be 1 ms to half of waybill.delivery.outbox-grace, which is %s, but was %s"
                            .formatted(outboxGrace, unhurriedEvery));
        }
    }

    /** At the same moments in every process, if clocks are right: then replies to what left together arrive together. */
    private void publishUnhurried(Duration every) {
        long millis = every.toMillis();
        long untilNext = millis - Clock.systemUTC().millis() % millis;
        shards.all()
                .forEach(shard -> timer.scheduleAtFixedRate(
                        () -> quietly(() -> relay.publishUnhurried(shard)), untilNext, millis, TimeUnit.MILLISECONDS));
    }

    void stop(@Observes @Priority(LAST) Shutdown event) {
        timer.shutdownNow();
        shards.all().forEach(relay::publishUnhurried);
        // Sends what it still can. Not flush(): that would wait for an absent broker without an end.
        producer.close(Duration.ofSeconds(5));
        shards.all().forEach(relay::cleanOnce);
        admin.close(Duration.ofSeconds(1));
        shards.close();
    }

    private void createTopics() {
        try {
            Topics.createMissing(admin, List.of(Topic.values()));
        } catch (IllegalStateException e) {
            if (!timer.isShutdown()) {
                LOG.warnf("%s; will try again", e.getMessage());
                timer.schedule(this::createTopics, 1, TimeUnit.SECONDS);
            }
        }
    }

    private void sweep(Shard shard) {
        // As long as whole batches come there is a backlog, and no reason to wait for the next turn.
        for (int published = sweeper.runOnce(shard); published > 0; published = sweeper.runOnce(shard)) {
            LOG.debugf("swept %d messages from %s", published, shard.name());
        }
    }

    private void every(Duration interval, Runnable work) {
        timer.scheduleWithFixedDelay(
                () -> quietly(work), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A failure must not end the schedule; an absent shard is reported where its messages wait. */
    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            LOG.debugf(e, "outbox work failed, will come again");
        }
    }

    /** All of the configuration under {@code kafka.}, as the clients name it. */
    private static Map<String, String> kafkaSettings(Config all) {
        return StreamSupport.stream(all.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith("kafka."))
                .collect(Collectors.toMap(
                        name -> name.substring("kafka.".length()),
                        name -> all.getValue(name, String.class),
                        (a, b) -> a));
    }
}
