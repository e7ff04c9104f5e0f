package dev.waybill.stock.reserving;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.InventoryCommand.ReserveStock;
import dev.waybill.contracts.InventoryCommand.ReturnStock;
import dev.waybill.contracts.MessageId;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Topic;
import dev.waybill.contracts.TraceContext;
import dev.waybill.delivery.consuming.Alongside;
import dev.waybill.delivery.consuming.Received;
import dev.waybill.delivery.outbox.Emitted;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.shards.Pending;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Transaction;
import dev.waybill.stock.LostRaceException;
import dev.waybill.stock.Shelf;
import dev.waybill.stock.SkuKey;
import dev.waybill.stock.StockTable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One batch of commands in one transaction: lock and read, decide, write. For one run. */
final class ReservingBatch implements Shard.Work<Emitted> {

    private final List<Received<InventoryCommand>> batch;
    private final Alongside alongside;
    private final Instant now;
    private final Instant expiresAt;
    private final Map<UUID, OutboxMessage> answers = new LinkedHashMap<>();

    ReservingBatch(List<Received<InventoryCommand>> batch, Alongside alongside, Instant now, Instant expiresAt) {
        this.batch = batch;
        this.alongside = alongside;
        this.now = now;
        this.expiresAt = expiresAt;
    }

    @Override
    public Pending<Emitted> in(Transaction transaction) {
        alongside.in(transaction);
        Reservations.Asked asked = Reservations.Asked.about(commands().toList());
        Pending<StockTable.Available> locked =
                transaction.send(StockTable.LOCK, new StockTable.Wanted(skus(), asked.reservations()));
        Pending<ReservationRow> found = transaction.send(Reservations.FIND, asked);

        Shelf shelf = new Shelf(locked.rows());
        List<Fence> fences = ReservationRow.fences(found.rows());
        requireLocked(shelf, fences);
        StockDecision decision = new StockDecision(shelf, fences, ReservationRow.returns(found.rows()));
        batch.forEach(received -> decision.decide(received.message()).ifPresent(reply -> answer(received, reply)));

        transaction.send(StockTable.MOVE, new StockTable.Moves(shelf.moves()));
        return transaction.send(Reservations.SAVE, changes(decision));
    }

    /** As many as it has lines to reserve, and no fewer than it has commands. */
    int rows() {
        return Math.max(batch.size(), skus().size());
    }

    /** The answers that the transaction has put into the outbox. */
    List<OutboxMessage> answers() {
        return List.copyOf(answers.values());
    }

    private Stream<InventoryCommand> commands() {
        return batch.stream().map(Received::message);
    }

    private List<SkuKey> skus() {
        return skusOf(commands());
    }

    /** What is released, sold or taken back is of its reservation's SKUs, which are locked with it. */
    static List<SkuKey> skusOf(Stream<InventoryCommand> commands) {
        return commands.filter(ReserveStock.class::isInstance)
                .map(ReserveStock.class::cast)
                .flatMap(command -> command.lines().stream().map(line -> new SkuKey(command.tenant(), line.sku())))
                .distinct()
                .toList();
    }

    /** A reservation that another process made after our locks were chosen holds SKUs that we have not locked. */
    private static void requireLocked(Shelf shelf, List<Fence> fences) {
        for (Fence fence : fences) {
            boolean locked = fence.reservation().lines().stream()
                    .allMatch(line -> shelf.has(new SkuKey(fence.tenant(), line.sku())));
            if (!locked) {
                throw new LostRaceException("reservation %s was made a moment ago".formatted(fence.id()));
            }
        }
    }

    private void answer(Received<InventoryCommand> received, Reply reply) {
        UUID messageId = MessageId.of(MessageType.of(reply), reply.request());
        answers.computeIfAbsent(
                messageId,
                id -> OutboxMessage.unordered(
                        causeOf(received.message()),
                        id,
                        Topic.ORDER_REPLIES,
                        Topic.ORDER_REPLIES.partitionOfSlot(RoutedId.slotOf(reply.orderId())),
                        reply,
                        TraceContext.continueOrStart(received.envelope().traceparent()),
                        now));
    }

    private static UUID causeOf(InventoryCommand command) {
        return command instanceof ReturnStock back ? StockReturn.idOf(back.request()) : Fence.idFor(command);
    }

    private ReservationChanges changes(StockDecision decision) {
        Map<Boolean, List<OutboxMessage>> byCaused = answers.values().stream()
                .collect(Collectors.partitioningBy(answer -> decision.hasChanged(answer.cause())));
        return ReservationChanges.of(
                decision,
                byCaused.getOrDefault(true, List.of()),
                byCaused.getOrDefault(false, List.of()),
                now,
                expiresAt);
    }
}
