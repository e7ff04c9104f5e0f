package dev.waybill.stock.reserving;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.InventoryCommand.CommitStock;
import dev.waybill.contracts.InventoryCommand.ExtendReservation;
import dev.waybill.contracts.InventoryCommand.ReleaseStock;
import dev.waybill.contracts.InventoryCommand.ReserveStock;
import dev.waybill.contracts.InventoryCommand.ReturnStock;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Request;
import dev.waybill.contracts.Shortage;
import dev.waybill.contracts.StockLine;
import dev.waybill.contracts.StockRejectionReason;
import dev.waybill.stock.Move;
import dev.waybill.stock.Shelf;
import dev.waybill.stock.SkuKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides a batch of commands, one after the other, over the stock and the fences that the batch has locked: all lines of a
 * reservation or none, each request once. Pure: what has to be written is read from it afterwards.
 */
public final class StockDecision {

    private final Shelf shelf;
    private final Fences fences;

    /**
     * @param shelf with every SKU of the commands and of the fences' reservations that exists
     * @param before the fences that the commands are about, see {@link Fence#idFor}, as far as there are any
     * @param returns those that the commands repeat, see {@link StockReturn#idOf}
     */
    public StockDecision(Shelf shelf, List<Fence> before, List<StockReturn> returns) {
        this.shelf = shelf;
        this.fences = new Fences(before, returns);
    }

    /**
     * @return the command's answer, for a repeat the same as the first time; empty for what is not answered
     * @throws ContradictionException if the command can't be meant; nothing has changed then
     */
    public Optional<Reply> decide(InventoryCommand command) {
        Fence fence = fences.find(Fence.idFor(command));
        if (fence != null) {
            fence.requireSameOrder(command);
        }
        return switch (command) {
            case ReserveStock reserve -> Optional.of(reserve(reserve, fence));
            case ReleaseStock release -> Optional.of(release(release, fence));
            case CommitStock commit -> Optional.of(commit(commit, fence));
            case ReturnStock back -> Optional.of(takeBack(back, fence));
            case ExtendReservation any -> extend(fence);
        };
    }

    /** Requests to reserve that were answered for the first time, as they are after the batch. */
    public List<Fence> made() {
        return fences.made();
    }

    /** Reservations that had been made before, and are now released, committed, or have units less. */
    public List<Fence> settled() {
        return fences.settled();
    }

    /** Reservations that are to be held on from now. */
    public List<Fence> extended() {
        return fences.extended();
    }

    /** Returns that were taken for the first time. */
    public List<StockReturn> returns() {
        return fences.returns();
    }

    /** Whether the request of that id, to reserve or to take back, has changed anything in this batch. */
    public boolean hasChanged(UUID id) {
        return fences.hasChanged(id);
    }

    Fence before(Fence settled) {
        return fences.before(settled.id());
    }

    private Reply reserve(ReserveStock command, @Nullable Fence known) {
        Fence fence = known == null ? fences.put(Fence.of(command, tryToReserve(command))) : known;
        return fence.reservation().answer(command);
    }

    private Reply release(ReleaseStock command, @Nullable Fence known) {
        if (known == null) {
            fences.put(Fence.of(command, Reservation.Released.BEFORE_RESERVED));
        } else {
            settle(known, known.reservation().release(), known.reservation().lines(), Move::release);
        }
        return new Reply.StockReleased(command.request(), command.tenant(), command.orderId());
    }

    private Reply commit(CommitStock command, @Nullable Fence known) {
        Fence fence = requireReserved(known, command.reservation());
        settle(fence, fence.reservation().commit(), fence.reservation().lines(), Move::sell);
        return new Reply.StockCommitted(command.request(), command.tenant(), command.orderId());
    }

    private Reply takeBack(ReturnStock command, @Nullable Fence known) {
        StockReturn asked = StockReturn.of(command);
        StockReturn first = fences.findReturn(asked.id());
        if (first == null) {
            requireLinesOfDifferentSkus(command.request(), command.lines());
            Fence fence = requireReserved(known, command.reservation());
            settle(fence, fence.reservation().takeBack(command.lines()), command.lines(), Move::takeBack);
            fences.put(asked);
        } else {
            first.requireSame(asked);
        }
        return new Reply.StockReturned(command.request(), command.tenant(), command.orderId());
    }

    /** What is settled, or never was, is not held any longer for being asked to. */
    private Optional<Reply> extend(@Nullable Fence known) {
        if (known != null && known.reservation() instanceof Reservation.Reserved) {
            fences.extend(known);
        }
        return Optional.empty();
    }

    private void settle(Fence fence, Reservation next, List<StockLine> moved, BiFunction<SkuKey, Long, Move> move) {
        if (!next.equals(fence.reservation())) {
            fences.put(fence.with(next));
            moveAll(fence.tenant(), moved, move);
        }
    }

    private Reservation tryToReserve(ReserveStock command) {
        requireLinesOfDifferentSkus(command.request(), command.lines());
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

    private static Fence requireReserved(@Nullable Fence known, Request reservation) {
        if (known == null) {
            throw new ContradictionException("%s was never reserved".formatted(reservation));
        }
        return known;
    }

    private static void requireLinesOfDifferentSkus(Request request, List<StockLine> lines) {
        Set<String> skus = new HashSet<>();
        for (StockLine line : lines) {
            if (!skus.add(line.sku())) {
                throw new ContradictionException("%s names the SKU %s twice".formatted(request, line.sku()));
            }
        }
        if (skus.isEmpty()) {
            throw new ContradictionException("%s names no SKU".formatted(request));
        }
    }
}
