package dev.waybill.benchmark.textbook;

import dev.waybill.benchmark.shop.ShopDatabase;
import java.lang.System.Logger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** One of the three would-be services: a database, a consumer for each partition of its topic, and a publisher. */
final class Component implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Component.class.getName());

    private final ShopDatabase database;
    private final Outbox outbox;
    private final ScheduledExecutorService publisher = Executors.newSingleThreadScheduledExecutor();
    private final List<PartitionConsumer> consumers;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param said hears of each message that the handler's transactions have said
     */
    Component(ShopDatabase database, String kafka, Topic topic, Inbox.Handler handler, Consumer<Message> said) {
        this.database = database;
        this.outbox = new Outbox(database, kafka);
        Inbox inbox = new Inbox(database, handler);
        this.consumers = IntStream.range(0, Topic.PARTITIONS)
                .mapToObj(partition -> new PartitionConsumer(
                        kafka, topic, partition, message -> inbox.take(message).forEach(said)))
                .toList();
    }

    Component start() {
        consumers.forEach(consumer -> threads.add(Thread.ofPlatform().start(consumer)));
        publisher.scheduleAtFixedRate(this::publish, 0, Outbox.EVERY_MS, TimeUnit.MILLISECONDS);
        return this;
    }

    private void publish() {
        try {
            outbox.runOnce();
        } catch (SQLException | RuntimeException e) {
            // What was not deleted is published by the next round.
            LOG.log(Logger.Level.WARNING, "publishing failed", e);
        }
    }

    @Override
    public void close() {
        publisher.shutdownNow();
        consumers.forEach(PartitionConsumer::stop);
        threads.forEach(Component::join);
        outbox.close();
        database.close();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
