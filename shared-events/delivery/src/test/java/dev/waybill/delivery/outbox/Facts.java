package dev.waybill.delivery.outbox;

import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Request;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.TestMessages;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Messages written as services write them, without the change that causes them. */
final class Facts {

    record Messages(List<OutboxMessage> messages) {}

    static final Statement<Messages, Emitted> EMIT = Statement.of("facts-emit", Messages.class, Emitted.class, """
            WITH said AS (
              INSERT INTO outbox
                (message_id, topic, partition, key, ordered, type, subject, sequence, traceparent, said_at, data)
              SELECT message_id, topic, partition, key, ordered, type, subject, sequence, traceparent, said_at, data
              FROM :messages
              ORDER BY nr
              RETURNING position, message_id, ordered, key
            )
            SELECT position, message_id,
                   CASE WHEN ordered
                     THEN ARRAY(SELECT o.position FROM outbox o WHERE o.ordered AND o.key = said.key)
                     ELSE '{}'::bigint[] END AS older
            FROM said
            """);

    private Facts() {}

    static List<OutboxMessage> about(String key, long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(sequence -> OutboxMessage.ordered(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        Topic.ORDER_EVENTS,
                        3,
                        key,
                        sequence,
                        TestMessages.replyOfSlot(400),
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                        Instant.now()))
                .toList();
    }

    /** What keeps nobody waiting, all about one order. */
    static List<OutboxMessage> unhurried(int count) {
        UUID order = RoutedId.create(400, Instant.now(), ThreadLocalRandom.current());
        return Stream.generate(() ->
                        new Reply.StockCommitted(new Request(UUID.randomUUID(), "commit-stock", 1, 0), "acme", order))
                .limit(count)
                .map(reply -> OutboxMessage.unordered(
                        UUID.randomUUID(), UUID.randomUUID(), Topic.ORDER_EVENTS, 3, reply, null, Instant.now()))
                .toList();
    }
}
