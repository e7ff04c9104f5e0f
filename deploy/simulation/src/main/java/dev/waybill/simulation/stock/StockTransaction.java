package dev.waybill.simulation.stock;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.InventoryCommand.ReserveStock;
import dev.waybill.contracts.InventoryCommand.ReturnStock;
import dev.waybill.contracts.Message;
import dev.waybill.contracts.MessageId;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.shards.RoutedId;
import dev.waybill.simulation.running.Database.LostRace;
import dev.waybill.simulation.running.OutboxRow;
import dev.waybill.simulation.stock.StockDatabase.Held;
import dev.waybill.simulation.stock.StockDatabase.Level;
import dev.waybill.stock.Shelf;
import dev.waybill.stock.SkuKey;
import dev.waybill.stock.StockTable.Available;
import dev.waybill.stock.reserving.Fence;
import dev.waybill.stock.reserving.Reservation;
import dev.waybill.stock.reserving.StockDecision;
import dev.waybill.stock.reserving.StockReturn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A batch of commands: which rows it locks, what the decision says, and what its statements then do. */
final class StockTransaction {

    /** Shorter than is usual, so that many are asked about. */
    private static final Duration HOLD_FOR = Duration.ofMinutes(3);

    private final StockShell shell;
    private final StockDatabase database;
    private final List<InventoryCommand> batch;
    private final Instant now;
    private final Map<UUID, OutboxMessage> answers = new LinkedHashMap<>();
    private Set<SkuKey> locked = Set.of();
    private Shelf shelf = new Shelf(List.of());

    StockTransaction(StockShell shell, StockDatabase database, List<Message> batch, Instant now) {
        this.shell = shell;
        this.database = database;
        this.batch = batch.stream().map(InventoryCommand.class::cast).toList();
        this.now = now;
    }

    /** The SKUs that are named, and those of the reservations that exist already; and these. */
    Set<Object> keys() {
        locked = new HashSet<>();
        for (InventoryCommand command : batch) {
            if (command instanceof ReserveStock reserve) {
                reserve.lines().forEach(line -> locked.add(new SkuKey(command.tenant(), line.sku())));
            }
            held(command).ifPresent(held -> locked.addAll(skus(held.fence())));
        }
        Set<Object> keys = new HashSet<>(locked);
        batch.forEach(
                command -> held(command).ifPresent(held -> keys.add(held.fence().id())));
        return keys;
    }

    private Optional<Held> held(InventoryCommand command) {
        return Optional.ofNullable(database.reservations.get(Fence.idFor(command)));
    }

    private static Set<SkuKey> skus(Fence fence) {
        Set<SkuKey> skus = new HashSet<>();
        fence.reservation().lines().forEach(line -> skus.add(new SkuKey(fence.tenant(), line.sku())));
        return skus;
    }

    StockDecision decide() {
        answers.clear();
        List<Fence> fences = batch.stream()
                .flatMap(command -> held(command).stream())
                .map(Held::fence)
                .distinct()
                .toList();
        if (!fences.stream().allMatch(fence -> locked.containsAll(skus(fence)))) {
            throw new LostRace("a reservation was made a moment ago");
        }
        shelf = shelf();
        StockDecision decision = new StockDecision(shelf, fences, returns());
        batch.forEach(command -> decision.decide(command).ifPresent(reply -> answer(command, reply)));
        return decision;
    }

    private Shelf shelf() {
        List<Available> rows = new ArrayList<>();
        for (SkuKey key : locked) {
            Level level = database.stock.get(key);
            if (level != null) {
                rows.add(new Available(key.tenant(), key.sku(), level.available()));
            }
        }
        return new Shelf(rows);
    }

    private List<StockReturn> returns() {
        return batch.stream()
                .filter(ReturnStock.class::isInstance)
                .map(command -> database.returns.get(StockReturn.idOf(command.request())))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private void answer(InventoryCommand command, Reply reply) {
        UUID id = MessageId.of(MessageType.of(reply), reply.request());
        UUID cause = command instanceof ReturnStock back ? StockReturn.idOf(back.request()) : Fence.idFor(command);
        answers.computeIfAbsent(id, any -> reply(cause, id, reply, now));
    }

    static OutboxMessage reply(UUID cause, UUID id, Reply reply, Instant now) {
        return OutboxMessage.unordered(
                cause,
                id,
                Topic.ORDER_REPLIES,
                Topic.ORDER_REPLIES.partitionOfSlot(RoutedId.slotOf(reply.orderId())),
                reply,
                null,
                now);
    }

    /** All or nothing: what somebody else has made meanwhile undoes all of it. */
    List<OutboxRow> write(StockDecision decision) {
        for (Fence made : decision.made()) {
            if (database.reservations.containsKey(made.id())) {
                throw new LostRace("reservations_pkey");
            }
        }
        shell.move(database, shelf.moves());
        decision.made().forEach(this::put);
        decision.settled().forEach(this::put);
        decision.extended().forEach(this::put);
        decision.returns().forEach(back -> database.returns.put(back.id(), back));
        return shell.say(database, List.copyOf(answers.values()));
    }

    private void put(Fence fence) {
        boolean held = fence.reservation() instanceof Reservation.Reserved;
        database.put(fence, held ? now.plus(HOLD_FOR) : null);
        shell.audit(database, fence);
    }
}
