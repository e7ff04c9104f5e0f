package dev.waybill.simulation.stock;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.MessageId;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.simulation.running.Broker;
import dev.waybill.simulation.running.OutboxRow;
import dev.waybill.simulation.running.Replica;
import dev.waybill.simulation.running.Replica.Then;
import dev.waybill.simulation.running.Service;
import dev.waybill.simulation.running.World;
import dev.waybill.simulation.stock.StockDatabase.Held;
import dev.waybill.simulation.stock.StockDatabase.Level;
import dev.waybill.simulation.time.Timeline;
import dev.waybill.stock.Move;
import dev.waybill.stock.SkuKey;
import dev.waybill.stock.reserving.Fence;
import dev.waybill.stock.reserving.Reservation;
import dev.waybill.stock.reserving.StockDecision;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The inventory service: commands, and reservations whose time is over. */
public final class StockShell {

    private static final Duration ASK_AGAIN_AFTER = Duration.ofMinutes(1);

    private final World world;
    private final Service<StockDatabase> service;

    public StockShell(World world, Broker broker, List<StockDatabase> databases) {
        this.world = world;
        this.service = new Service<>(world, "inventory", broker, databases);
        service.consume(broker, Topic.INVENTORY_COMMANDS, row -> row.message().partition(), this::commands);
        service.schedule(5 * Timeline.SECOND, this::askAboutExpired);
        service.sweep();
    }

    public Service<StockDatabase> service() {
        return service;
    }

    /** Goods come in. */
    public void receive(StockDatabase database, SkuKey key, long units) {
        move(database, List.of(Move.receive(key, units)));
    }

    private void commands(Replica replica, StockDatabase database, List<Message> batch, Then then) {
        StockTransaction transaction = new StockTransaction(this, database, batch, replica.now());
        replica.transact(
                database,
                transaction::keys,
                batch,
                () -> {
                    tell(replica, batch);
                    StockDecision decision = transaction.decide();
                    return () -> transaction.write(decision);
                },
                then);
    }

    private void tell(Replica replica, List<Message> batch) {
        batch.forEach(message -> world.trace()
                .tell(((InventoryCommand) message).orderId(), replica.toString(), () -> "is asked " + message));
    }

    /** It releases nothing: only the saga knows whether its order is dead, or paused. */
    private void askAboutExpired(Replica replica, StockDatabase database) {
        Instant now = replica.now();
        List<UUID> due = database.expiring.values().stream()
                .filter(held -> held.expiresAt() != null && held.expiresAt().isBefore(now))
                .map(held -> held.fence().id())
                .filter(database.unlocked())
                .toList();
        if (!due.isEmpty()) {
            replica.transact(
                    database, () -> due, List.of(), () -> () -> ask(database, due, now), replica.then(() -> {}));
        }
    }

    private List<OutboxRow> ask(StockDatabase database, List<UUID> due, Instant now) {
        List<OutboxMessage> questions = new ArrayList<>();
        for (UUID id : due) {
            Held held = database.expiring.get(id);
            if (held != null) {
                database.put(held.fence(), now.plus(ASK_AGAIN_AFTER));
                held.fence()
                        .question()
                        .ifPresent(question -> questions.add(
                                StockTransaction.reply(id, questionId(held.fence(), now), question, now)));
            }
        }
        return say(database, questions);
    }

    private static UUID questionId(Fence fence, Instant now) {
        byte[] asking = (fence.id() + "/" + now).getBytes(StandardCharsets.UTF_8);
        return MessageId.of(MessageType.RESERVATION_EXPIRED, UUID.nameUUIDFromBytes(asking));
    }

    /** Refused as a whole, if a constraint of the table does. */
    void move(StockDatabase database, List<Move> moves) {
        Map<SkuKey, Level> next = new HashMap<>();
        moves.forEach(move -> next.put(
                move.key(), database.stock.getOrDefault(move.key(), Level.NONE).after(move)));
        database.stock.putAll(next);
        next.forEach((key, level) -> world.auditor()
                .stock()
                .level(
                        key.sku(),
                        level.available(),
                        level.reserved(),
                        level.received(),
                        level.sold(),
                        level.returned()));
    }

    List<OutboxRow> say(StockDatabase database, List<OutboxMessage> messages) {
        List<OutboxRow> rows = new ArrayList<>(messages.size());
        messages.forEach(message ->
                rows.add(database.outbox().insert(message, world.timeline().micros())));
        return rows;
    }

    void audit(StockDatabase database, Fence fence) {
        String state =
                switch (fence.reservation()) {
                    case Reservation.Reserved any -> "RESERVED";
                    case Reservation.Committed any -> "COMMITTED";
                    case Reservation.Released any -> "RELEASED";
                    case Reservation.Rejected any -> "REJECTED";
                };
        world.trace().tell(fence.orderId(), database.toString(), () -> fence.request() + " is " + fence.reservation());
        world.auditor()
                .reservation(
                        fence.orderId(),
                        fence.id(),
                        state,
                        !fence.reservation().lines().isEmpty());
    }
}
