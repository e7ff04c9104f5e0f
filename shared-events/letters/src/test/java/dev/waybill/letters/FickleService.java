package dev.waybill.letters;

import dev.waybill.contracts.Reply;
import dev.waybill.delivery.consuming.Alongside;
import dev.waybill.delivery.consuming.Foretelling.Foretold;
import dev.waybill.delivery.consuming.Received;
import dev.waybill.shards.Pending;
import dev.waybill.shards.Shard;
import dev.waybill.shards.ShardAwayException;
import dev.waybill.shards.Transaction;
import dev.waybill.shards.sql.NoRow;
import dev.waybill.shards.sql.Statement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.MDC;

/**
 * Notes the messages that it has handled, each in one row that can't be written twice, and refuses those that it is told to
 * refuse.
 */
public final class FickleService {

    private static final Statement<Applied, NoRow> INSERT = Statement.of("applied-insert", Applied.class, """
            INSERT INTO applied (message, order_id) SELECT message, order_id FROM :rows ORDER BY nr
            """);

    private final Set<UUID> refused = ConcurrentHashMap.newKeySet();
    private final Set<UUID> repeats = ConcurrentHashMap.newKeySet();
    private final Set<UUID> confusing = ConcurrentHashMap.newKeySet();
    private final Set<String> replays = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failuresAfterWriting = new AtomicInteger();

    FickleService() {}

    record Row(UUID message, UUID orderId) {
        static Row of(Received<Reply> received) {
            return new Row(received.envelope().id(), received.message().orderId());
        }
    }

    record Applied(List<Row> rows) {}

    /** Message ids that it refuses from now on. */
    public void refuse(UUID... messages) {
        refused.addAll(List.of(messages));
    }

    public void refuseNothing() {
        refused.clear();
    }

    /** Message ids that it says it knows. */
    public void know(UUID... messages) {
        repeats.addAll(List.of(messages));
    }

    /** Message ids that let it fail when it is asked what would become of them. */
    public void confuse(UUID... messages) {
        confusing.addAll(List.of(messages));
    }

    /** So many transactions write all they have to, and are undone then. */
    public void failAfterWriting(int times) {
        failuresAfterWriting.set(times);
    }

    /** The replays that it was told of: by a record's header, and by what its log would say while it handled it. */
    public Set<String> replays() {
        return replays;
    }

    void handle(Shard shard, List<Received<Reply>> batch, Alongside alongside) {
        batch.forEach(this::noteReplay);
        shard.inTransaction(transaction -> {
            alongside.in(transaction);
            batch.forEach(each -> requireWanted(each.envelope().id()));
            return apply(transaction, batch);
        });
    }

    private void noteReplay(Received<Reply> received) {
        Header header = received.record().headers().lastHeader(LetterRow.REPLAYED);
        if (header != null) {
            replays.add(new String(header.value(), StandardCharsets.UTF_8) + " " + MDC.get(LetterRow.REPLAYED));
        }
    }

    private void requireWanted(UUID message) {
        if (refused.contains(message)) {
            throw new IllegalArgumentException("%s is refused".formatted(message));
        }
    }

    private Pending<NoRow> apply(Transaction transaction, List<Received<Reply>> batch) {
        transaction
                .send(INSERT, new Applied(batch.stream().map(Row::of).toList()))
                .rows();
        if (failuresAfterWriting.getAndDecrement() > 0) {
            throw new ShardAwayException("killed before the commit");
        }
        return Pending.none();
    }

    List<Foretold> foretell(List<Received<Reply>> messages) {
        return messages.stream().map(each -> foretell(each.envelope().id())).toList();
    }

    private Foretold foretell(UUID message) {
        if (confusing.contains(message)) {
            throw new IllegalStateException("%s confuses".formatted(message));
        }
        return refused.contains(message)
                ? Foretold.isRefused(new IllegalArgumentException("refused"))
                : repeats.contains(message) ? Foretold.repeats("Known.") : Foretold.applies("New.");
    }
}
