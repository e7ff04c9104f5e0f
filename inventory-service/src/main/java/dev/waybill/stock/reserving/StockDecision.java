package dev.waybill.stock.reserving;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.InventoryCommand.CommitStock;
import dev.waybill.contracts.InventoryCommand.ReleaseStock;
import dev.waybill.contracts.InventoryCommand.ReserveStock;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Shortage;
import dev.waybill.contracts.StockLine;
import dev.waybill.contracts.StockRejectionReason;
import dev.waybill.stock.Move;
import dev.waybill.stock.Shelf;
import dev.waybill.stock.SkuKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides a batch of commands, one after the other, over the stock and the fences that the batch has locked: all lines of a
 * reservation or none, each request once. Pure: what has to be written is read from it afterwards.
 */
final class StockDecision {

    private final Shelf shelf;
    private final Map<UUID, Fence> before = new LinkedHashMap<>();
    private final Map<UUID, Fence> changed = new LinkedHashMap<>();

    StockDecision(Shelf shelf, List<Fence> fences) {
        this.shelf = shelf;
        fences.forEach(fence -> before.put(fence.id(), fence));
    }

    /**
     * @return the command's answer; for a repeat, the same as the first time
     * @throws ContradictionException if the command can't be meant; nothing has changed then
     */
    Reply decide(InventoryCommand command) {
        Fence fence = fence(command);
        if (fence != null) {
            fence.requireSameOrder(command);
        }
        return switch (command) {
            case ReserveStock reserve -> reserve(reserve, fence);
            case ReleaseStock release -> release(release, fence);
            case CommitStock commit -> commit(commit, fence);
        };
    }

    /** Requests that were answered for the first time, as they are after the batch. */
    List<Fence> made() {
        return changed.values().stream()
                .filter(fence -> !before.containsKey(fence.id()))
                .toList();
    }

    /** Reservations that had been made before and are now released or committed. */
    List<Fence> settled() {
        return changed.values().stream()
                .filter(fence -> before.containsKey(fence.id()))
                .toList();
    }

    /** Whether the request of that id was answered for the first time, or its reservation settled. */
    boolean hasChanged(UUID id) {
        return changed.containsKey(id);
    }

    private Reply reserve(ReserveStock command, @Nullable Fence known) {
        Fence fence = known == null ? remember(Fence.of(command, tryToReserve(command))) : known;
        return fence.reservation().answer(command);
    }

    private Reply release(ReleaseStock command, @Nullable Fence known) {
        if (known == null) {
            remember(Fence.of(command, Reservation.Released.BEFORE_RESERVED));
        } else {
            settle(known, known.reservation().release(), Move::release);
        }
        return new Reply.StockReleased(command.request(), command.tenant(), command.orderId());
    }

    private Reply commit(CommitStock command, @Nullable Fence known) {
        if (known == null) {
            throw new ContradictionException("%s was never reserved".formatted(command.reservation()));
        }
        settle(known, known.reservation().commit(), Move::sell);
        return new Reply.StockCommitted(command.request(), command.tenant(), command.orderId());
    }

    private void settle(Fence fence, Reservation next, BiFunction<SkuKey, Long, Move> move) {
        if (!next.equals(fence.reservation())) {
            remember(fence.with(next));
            moveAll(fence.tenant(), fence.reservation().lines(), move);
        }
    }

    private Reservation tryToReserve(ReserveStock command) {
        requireLinesOfDifferentSkus(command);
        List<Shortage> shortages = shortages(command);
        if (shortages.isEmpty()) {
            moveAll(command.tenant(), command.lines(), Move::reserve);
            return new Reservation.Reserved(command.lines());
        }
        boolean allKnown = shortages.stream().allMatch(line -> shelf.has(new SkuKey(command.tenant(), line.sku())));
        return new Reservation.Rejected(
                allKnown ? StockRejectionReason.OUT_OF_STOCK : StockRejectionReason.UNKNOWN_SKU, shortages);
    }

    private List<Shortage> shortages(ReserveStock command) {
        List<Shortage> shortages = new ArrayList<>();
        for (StockLine line : command.lines()) {
            SkuKey key = new SkuKey(command.tenant(), line.sku());
            long available = shelf.available(key);
            if (line.quantity() > available) {
                shortages.add(new Shortage(line.sku(), line.quantity(), available));
            }
        }
        return shortages;
    }

    private void moveAll(String tenant, List<StockLine> lines, BiFunction<SkuKey, Long, Move> move) {
        lines.forEach(line -> shelf.move(move.apply(new SkuKey(tenant, line.sku()), (long) line.quantity())));
    }

    private @Nullable Fence fence(InventoryCommand command) {
        UUID id = Fence.idFor(command);
        Fence sinceThen = changed.get(id);
        return sinceThen == null ? before.get(id) : sinceThen;
    }

    private Fence remember(Fence fence) {
        changed.put(fence.id(), fence);
        return fence;
    }

    private static void requireLinesOfDifferentSkus(ReserveStock command) {
        Set<String> skus = new HashSet<>();
        for (StockLine line : command.lines()) {
            if (!skus.add(line.sku())) {
                throw new ContradictionException("%s names the SKU %s twice".formatted(command.request(), line.sku()));
            }
        }
        if (skus.isEmpty()) {
            throw new ContradictionException("%s names no SKU".formatted(command.request()));
        }
    }
}
