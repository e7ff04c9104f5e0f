package dev.waybill.stock.reserving;

import dev.waybill.contracts.InventoryCommand.ReserveStock;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Shortage;
import dev.waybill.contracts.StockLine;
import dev.waybill.contracts.StockRejectionReason;
import java.util.List;

/**
 * What became of one request to reserve.
 *
 * <pre>
 *   (none) ── reserve ──▶ Reserved ── commit ──▶ Committed
 *     │ │                    └────── release ──▶ Released
 *     │ └─── reserve ──▶ Rejected
 *     └───── release ──▶ Released, with no lines: the reserve that comes late is refused
 * </pre>
 *
 * A request that repeats what has happened leaves the state as it is; one that contradicts it is refused here, as a bug of
 * its sender.
 */
sealed interface Reservation {

    /** The units that were set aside at some time. */
    List<StockLine> lines();

    default Reservation release() {
        return this;
    }

    default Reservation commit() {
        throw new ContradictionException(
                "what is %s can't be committed".formatted(getClass().getSimpleName()));
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

    record Committed(List<StockLine> lines) implements Reservation {
        @Override
        public Reservation release() {
            throw new ContradictionException("what is Committed can't be released");
        }

        @Override
        public Committed commit() {
            return this;
        }
    }

    record Released(List<StockLine> lines) implements Reservation {
        /** An undo that came before its do. */
        static final Released BEFORE_RESERVED = new Released(List.of());

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
