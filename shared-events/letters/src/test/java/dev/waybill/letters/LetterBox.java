package dev.waybill.letters;

import dev.waybill.contracts.Reply;
import dev.waybill.delivery.consuming.Alongside;
import dev.waybill.delivery.consuming.Inbound;
import dev.waybill.delivery.consuming.MessageReader;
import dev.waybill.delivery.consuming.Received;
import dev.waybill.delivery.letters.Casualty;
import dev.waybill.delivery.letters.Cause;
import dev.waybill.delivery.letters.Parking;
import dev.waybill.letters.planning.Planner;
import dev.waybill.letters.searching.Letters;
import dev.waybill.letters.settling.Discards;
import dev.waybill.letters.settling.Edits;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shards;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A service with two shards, and the letters that come to it. */
public final class LetterBox implements AutoCloseable {

    private final TwoShards two = new TwoShards();
    private final FickleService service = new FickleService();
    private final Inbound<Reply> inbound = Inbound.bySlot(
            Mail.TOPIC,
            Reply.class,
            reply -> RoutedId.slotOf(reply.orderId()),
            two.shards(),
            service::handle,
            (shard, messages) -> service.foretell(messages));
    private final Mail mail = new Mail();
    private final Clock clock = Clock.systemUTC();

    public Shards shards() {
        return two.shards();
    }

    public Rows rows() {
        return two.rows();
    }

    public FickleService service() {
        return service;
    }

    public Inbounds inbounds() {
        return new Inbounds(List.of(inbound));
    }

    public Clock clock() {
        return clock;
    }

    public Letters letters() {
        return new Letters(shards(), "test-service");
    }

    public Planner planner() {
        return new Planner(shards(), inbounds());
    }

    public Discards discards() {
        return new Discards(shards(), clock);
    }

    public Edits edits() {
        return new Edits(letters(), clock);
    }

    /** An order of the shard of that number. */
    public UUID order(int shard) {
        return Mail.order(shard);
    }

    /** What is well about the order, as text. */
    public String data(UUID order) {
        return new String(Mail.data(order), StandardCharsets.UTF_8);
    }

    /** A message about the order that could not be handled. */
    public UUID culprit(UUID order, String why) {
        return culprits(List.of(order), why).getFirst();
    }

    /** Many at once, each of an order of its own. */
    public List<UUID> culprits(int shard, int count, String why) {
        List<UUID> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            orders.add(order(shard));
        }
        return culprits(orders, why);
    }

    private List<UUID> culprits(List<UUID> orders, String why) {
        List<Casualty> casualties = new ArrayList<>();
        List<UUID> messages = new ArrayList<>();
        for (UUID order : orders) {
            messages.add(UUID.randomUUID());
            Cause cause = Cause.of("rejected", why.formatted(casualties.size()));
            casualties.add(new Casualty(mail.record(order, messages.getLast()), cause));
        }
        parking(orders.getFirst()).park(casualties);
        return messages;
    }

    /** One that can't be read. */
    public UUID garbage(UUID order, String data) {
        UUID message = UUID.randomUUID();
        Cause cause = Cause.of("unreadable", "no " + data.substring(0, Math.min(20, data.length())));
        parking(order)
                .park(List.of(new Casualty(mail.record(order, message, data.getBytes(StandardCharsets.UTF_8)), cause)));
        return message;
    }

    /** One that came behind. */
    public UUID behind(UUID order) {
        UUID message = UUID.randomUUID();
        parking(order).divert(Map.of(order, List.of(mail.record(order, message))));
        return message;
    }

    /** Messages of the order that come at once, of which the first could not be handled. */
    public Pile pile(UUID order, String why) {
        return new Pile(parking(order), mail, order, Cause.of("rejected", why));
    }

    /** One that comes in, as a lane would take it: behind what is parked of its order, or handled at once. */
    public UUID arrival(UUID order) {
        UUID message = UUID.randomUUID();
        ConsumerRecord<byte[], byte[]> record = mail.record(order, message);
        if (parking(order).divert(Map.of(order, List.of(record))).isEmpty()) {
            service.handle(shards().ofSlot(RoutedId.slotOf(order)), List.of(received(record)), Alongside.NOTHING);
        }
        return message;
    }

    private Received<Reply> received(ConsumerRecord<byte[], byte[]> record) {
        return switch (inbound.reader().read(record)) {
            case MessageReader.Reading.Good<Reply>(Received<Reply> good) -> good;
            case MessageReader.Reading.Bad<Reply>(String kind, String detail) -> throw new AssertionError(detail);
        };
    }

    private Parking parking(UUID order) {
        return new Parking(shards().ofSlot(RoutedId.slotOf(order)), Mail.TOPIC.topicName(), "test-service", clock);
    }

    @Override
    public void close() {
        two.close();
    }
}
