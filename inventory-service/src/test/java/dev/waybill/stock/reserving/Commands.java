package dev.waybill.stock.reserving;

import dev.waybill.contracts.Envelope;
import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.InventoryCommand.CommitStock;
import dev.waybill.contracts.InventoryCommand.ExtendReservation;
import dev.waybill.contracts.InventoryCommand.ReleaseStock;
import dev.waybill.contracts.InventoryCommand.ReserveStock;
import dev.waybill.contracts.InventoryCommand.ReturnStock;
import dev.waybill.contracts.MessageCodec;
import dev.waybill.contracts.MessageId;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.Request;
import dev.waybill.contracts.StockLine;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.consuming.Received;
import dev.waybill.shards.RoutedId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Commands as orders' sagas send them. */
final class Commands {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Commands() {}

    static StockLine line(String sku, int quantity) {
        return new StockLine(sku, quantity);
    }

    /** An order of its own reserves. */
    static ReserveStock reserve(String tenant, int shard, StockLine... lines) {
        UUID order = RoutedId.create(7, NOW, ThreadLocalRandom.current());
        return new ReserveStock(
                new Request(UUID.randomUUID(), "reserve-stock", 1, shard), tenant, order, List.of(lines));
    }

    static ReleaseStock release(ReserveStock undone) {
        return new ReleaseStock(undone.request(), undone.tenant(), undone.orderId());
    }

    static CommitStock commit(ReserveStock reserved) {
        Request asked = reserved.request();
        return new CommitStock(
                new Request(asked.sagaId(), "commit-stock", 1, asked.participant()),
                reserved.tenant(),
                reserved.orderId(),
                asked);
    }

    static ExtendReservation extend(ReserveStock reserved) {
        return new ExtendReservation(reserved.request(), reserved.tenant(), reserved.orderId());
    }

    /** A saga of its own brings units back. */
    static ReturnStock takeBack(ReserveStock sold, StockLine... lines) {
        Request asked = sold.request();
        return new ReturnStock(
                new Request(UUID.randomUUID(), "restock", 1, asked.participant()),
                sold.tenant(),
                sold.orderId(),
                asked,
                List.of(lines));
    }

    static List<Received<InventoryCommand>> received(List<? extends InventoryCommand> commands) {
        return commands.stream().map(Commands::received).toList();
    }

    static Received<InventoryCommand> received(InventoryCommand command) {
        return new Received<>(
                command,
                envelope(command),
                new ConsumerRecord<>(
                        Topic.INVENTORY_COMMANDS.topicName(),
                        command.request().participant(),
                        0,
                        new byte[0],
                        MessageCodec.encode(command)));
    }

    /** The command as it travels. */
    static ProducerRecord<byte[], byte[]> sent(InventoryCommand command) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topic.INVENTORY_COMMANDS.topicName(),
                command.request().participant(),
                command.key().getBytes(StandardCharsets.UTF_8),
                MessageCodec.encode(command));
        envelope(command).toHeaders().forEach(record.headers()::add);
        return record;
    }

    private static Envelope envelope(InventoryCommand command) {
        MessageType type = MessageType.of(command);
        return new Envelope(
                MessageId.of(type, command.request()),
                "/waybill/test",
                type.wireName(),
                command.subject(),
                NOW,
                null,
                null);
    }
}
