package dev.waybill.stock.reserving;

import dev.waybill.contracts.InventoryCommand.ReserveStock;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Shortage;
import dev.waybill.contracts.StockLine;
import dev.waybill.contracts.StockRejectionReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What became of one request to reserve.
 *
 * <pre>
 *   (none) ── reserve ──▶ Reserved ── commit ──▶ Committed ─┐ take back, as long as units are out
 *     │ │                    │                        ▲─────┘
 *     │ │                    └────── release ──▶ Released
 *     │ └─── reserve ──▶ Rejected
 *     └───── release ──▶ Released, with no lines: the reserve that comes late is refused
 * </pre>
 *
 * A request that repeats what has happened leaves the state as it is; one that contradicts it is refused here, as a bug of
 * its sender.
 */
public sealed interface Reservation {

    /** The units that were set aside at some time. */
    List<StockLine> lines();

    default Reservation release() {
        return this;
    }

    default Reservation commit() {
        throw new ContradictionException(
                "what is %s can't be committed".formatted(getClass().getSimpleName()));
    }

    /**
     * Sold units come back.
     *
     * @param back each SKU once
     */
    default Reservation takeBack(List<StockLine> back) {
        throw new ContradictionException(
                "nothing of what is %s was sold".formatted(getClass().getSimpleName()));
    }

    /** How many units of a line have come back. */
    default int returned(int line) {
        return 0;
    }

    /** Whether any unit has come back. */
    default boolean anyReturned() {
        return false;
    }

    /** The answer to the request that made it, the same at any time. */
    default Reply answer(ReserveStock command) {
        return new Reply.StockReserved(command.request(), command.tenant(), command.orderId());
    }

    record Reserved(List<StockLine> lines) implements Reservation {
        @Override
        public Released release() {
            return new Released(lines);
        }

        @Override
        public Committed commit() {
            return new Committed(lines);
        }
    }

    /**
     * @param returned how many units of each line have come back, in the order of the lines
     */
    record Committed(List<StockLine> lines, List<Integer> returned) implements Reservation {
        public Committed {
            if (returned.size() != lines.size()) {
                throw new IllegalArgumentException("%s came back of %s".formatted(returned, lines));
            }
        }

        /** Nothing has come back yet. */
        public Committed(List<StockLine> lines) {
            this(lines, Collections.nCopies(lines.size(), 0));
        }

        @Override
        public Reservation release() {
            throw new ContradictionException("what is Committed can't be released");
        }

        @Override
        public Committed commit() {
            return this;
        }

        @Override
        public Committed takeBack(List<StockLine> back) {
            List<Integer> sums = new ArrayList<>(returned);
            for (StockLine line : back) {
                int place = placeOf(line.sku());
                int out = lines.get(place).quantity() - sums.get(place);
                if (line.quantity() > out) {
                    throw new ContradictionException(
                            "%d of %s come back, but only %d are out".formatted(line.quantity(), line.sku(), out));
                }
                sums.set(place, sums.get(place) + line.quantity());
            }
            return new Committed(lines, List.copyOf(sums));
        }

        @Override
        public int returned(int line) {
            return returned.get(line);
        }

        @Override
        public boolean anyReturned() {
            return returned.stream().anyMatch(units -> units > 0);
        }

        private int placeOf(String sku) {
            return IntStream.range(0, lines.size())
                    .filter(place -> lines.get(place).sku().equals(sku))
                    .findFirst()
                    .orElseThrow(() -> new ContradictionException("%s comes back, but was never sold".formatted(sku)));
        }
    }

    record Released(List<StockLine> lines) implements Reservation {
        /** An undo that came before its do. */
        public static final Released BEFORE_RESERVED = new Released(List.of());

        @Override
        public Reply answer(ReserveStock command) {
            return lines.isEmpty()
                    ? rejected(command, StockRejectionReason.ALREADY_RELEASED, List.of())
                    : Reservation.super.answer(command);
        }
    }

    record Rejected(StockRejectionReason reason, List<Shortage> shortages) implements Reservation {
        @Override
        public List<StockLine> lines() {
            return List.of();
        }

        @Override
        public Reply answer(ReserveStock command) {
            return rejected(command, reason, shortages);
        }
    }

    private static Reply rejected(ReserveStock command, StockRejectionReason reason, List<Shortage> shortages) {
        return new Reply.StockRejected(command.request(), command.tenant(), command.orderId(), reason, shortages);
    }
}
