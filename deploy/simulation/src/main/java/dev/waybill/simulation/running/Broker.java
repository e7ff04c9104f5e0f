package dev.waybill.simulation.running;

import dev.waybill.contracts.Message;
import dev.waybill.contracts.OrderEvent;
import dev.waybill.contracts.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Takes messages and brings them to their readers: each at least once, commands and replies in any order. */
public final class Broker {

    private final World world;
    private final Map<String, Consumer<OutboxRow>> readers = new HashMap<>();
    private final List<Consumer<Message>> watchers = new ArrayList<>();
    private int underway;

    public Broker(World world) {
        this.world = world;
    }

    /** Who finds the one to read a message of the topic. */
    public void read(Topic topic, Consumer<OutboxRow> reader) {
        readers.put(topic.topicName(), reader);
    }

    /** Told of every command and reply, right before its reader has it. */
    public void watch(Consumer<Message> watcher) {
        watchers.add(watcher);
    }

    /** Whether a message is on its way to a reader. */
    public boolean isBusy() {
        return underway > 0;
    }

    void take(OutboxRow row) {
        Message message = row.read();
        if (message instanceof OrderEvent event) {
            world.trace()
                    .tell(
                            event.orderId(),
                            "broker",
                            () -> "event " + row.message().sequence() + " " + event);
            world.auditor()
                    .events()
                    .published(
                            event.orderId(),
                            row.message().messageId(),
                            row.message().sequence(),
                            row.message().type(),
                            row.message().data());
        } else {
            world.faults().deliveries(message).forEach(delay -> deliver(row, delay));
        }
    }

    void deliver(OutboxRow row, long delay) {
        underway++;
        world.timeline().in(delay, () -> {
            underway--;
            watchers.forEach(watcher -> watcher.accept(row.read()));
            Consumer<OutboxRow> reader = readers.get(row.message().topic());
            if (reader != null) {
                reader.accept(row);
            }
        });
    }
}
