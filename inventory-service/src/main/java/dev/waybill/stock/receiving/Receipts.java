package dev.waybill.stock.receiving;

import dev.waybill.shards.Pending;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Transaction;
import dev.waybill.shards.sql.NoRow;
import dev.waybill.shards.sql.Statement;
import dev.waybill.stock.Races;
import dev.waybill.stock.Shelf;
import dev.waybill.stock.StockTable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts receipts, a batch in one transaction of six statements, whatever its size: BEGIN, lock stock, find receipts (one
 * flush); move stock, insert receipts (another); COMMIT.
 */
@Singleton
final class Receipts {

    static final Statement<Batch, Receipt> FIND = Statement.of("receipts-find", Batch.class, Receipt.class, """
            SELECT r.tenant, r.receipt_id, r.sku, r.quantity
            FROM receipts r
            WHERE (r.tenant, r.receipt_id) IN (SELECT receipts.tenant, receipts.receipt_id FROM :receipts)
            """);

    static final Statement<Counted, NoRow> INSERT = Statement.of("receipts-insert", Counted.class, """
            INSERT INTO receipts (tenant, receipt_id, sku, quantity, received_at)
            SELECT c.tenant, c.receipt_id, c.sku, c.quantity, :now
            FROM (SELECT * FROM :counted) c
            ORDER BY c.tenant, c.receipt_id
            """);

    record Batch(List<Receipt> receipts) {}

    record Counted(List<Receipt> counted, Instant now) {}

    private final Clock clock;

    Receipts(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param receipts for SKUs of this shard
     * @return what came of each, in order
     */
    List<Receiving> receive(Shard shard, List<Receipt> receipts) {
        return Races.rerun(() -> {
            List<Receiving> results = new ArrayList<>();
            shard.inTransaction(receipts.size(), transaction -> receive(transaction, receipts, results));
            return results;
        });
    }

    private Pending<NoRow> receive(Transaction transaction, List<Receipt> receipts, List<Receiving> results) {
        Pending<StockTable.Available> locked = transaction.send(
                StockTable.LOCK,
                new StockTable.Wanted(receipts.stream().map(Receipt::key).toList(), List.of()));
        Pending<Receipt> known = transaction.send(FIND, new Batch(receipts));
        Shelf shelf = new Shelf(locked.rows());
        ReceivingDecision decision = new ReceivingDecision(shelf, known.rows());
        receipts.forEach(receipt -> results.add(decision.decide(receipt)));
        transaction.send(StockTable.MOVE, new StockTable.Moves(shelf.moves()));
        return transaction.send(INSERT, new Counted(decision.counted(), clock.instant()));
    }
}
