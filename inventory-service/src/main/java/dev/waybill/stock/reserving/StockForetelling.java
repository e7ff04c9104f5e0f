package dev.waybill.stock.reserving;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Reply.StockRejected;
import dev.waybill.contracts.StockRejectionReason;
import dev.waybill.delivery.consuming.Foretelling;
import dev.waybill.delivery.consuming.Received;
import dev.waybill.shards.Shard;
import dev.waybill.stock.Shelf;
import dev.waybill.stock.StockTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What commands would do to stock, by the decision that would be made. Two statements. */
final class StockForetelling implements Foretelling<InventoryCommand> {

    @Override
    public List<Foretold> foretell(Shard shard, List<Received<InventoryCommand>> messages) {
        List<InventoryCommand> commands =
                messages.stream().map(Received::message).toList();
        Reservations.Asked asked = Reservations.Asked.about(commands);
        List<ReservationRow> found = shard.run(Reservations.READ, asked);
        // After the reservations: it then has the SKUs of each that was found.
        Shelf shelf = new Shelf(shard.run(
                StockTable.LOOK,
                new StockTable.Wanted(ReservingBatch.skusOf(commands.stream()), asked.reservations())));
        return foretell(
                new StockDecision(shelf, ReservationRow.fences(found), ReservationRow.returns(found)), commands);
    }

    static List<Foretold> foretell(StockDecision decision, List<InventoryCommand> commands) {
        List<Foretold> foretold = new ArrayList<>(commands.size());
        commands.forEach(command -> foretold.add(foretell(decision, command)));
        return foretold;
    }

    private static Foretold foretell(StockDecision decision, InventoryCommand command) {
        try {
            Written before = Written.of(decision);
            Optional<Reply> reply = decision.decide(command);
            return before.equals(Written.of(decision))
                    ? withoutChange(reply.orElse(null))
                    : Foretold.applies(reply.map(StockForetelling::withAnswer).orElse("The reservation is held on."));
        } catch (RuntimeException e) {
            return Foretold.isRefused(e);
        }
    }

    private static Foretold withoutChange(@Nullable Reply reply) {
        return switch (reply) {
            case null -> Foretold.comesTooLate("What it speaks of is not held any more.");
            case StockRejected undone
            when undone.reason() == StockRejectionReason.ALREADY_RELEASED ->
                Foretold.comesTooLate("The request was undone before it came.");
            default ->
                Foretold.repeats("Its effect is there already: it changes nothing, and is answered again: "
                        + nameOf(reply) + ".");
        };
    }

    private static String withAnswer(Reply reply) {
        return "It is done now, and answered: " + nameOf(reply) + ".";
    }

    private static String nameOf(Reply reply) {
        return reply.getClass().getSimpleName();
    }

    /** What would be written so far. */
    private record Written(List<Fence> made, List<Fence> settled, List<Fence> extended, List<StockReturn> returns) {
        static Written of(StockDecision decision) {
            return new Written(decision.made(), decision.settled(), decision.extended(), decision.returns());
        }
    }
}
