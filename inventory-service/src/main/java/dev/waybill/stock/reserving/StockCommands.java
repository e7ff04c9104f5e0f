package dev.waybill.stock.reserving;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.delivery.consuming.BatchConsumer;
import dev.waybill.delivery.consuming.BatchHandler;
import dev.waybill.delivery.consuming.DeadLetters;
import dev.waybill.delivery.wiring.DeliveryConfig;
import dev.waybill.shards.Shards;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.Consumer;

/** Takes the orders' commands from their topic while the service runs. */
@Singleton
final class StockCommands {

    private static final String GROUP = "inventory-service";

    private final BatchConsumer<InventoryCommand> consumer;

    StockCommands(
            KafkaClients kafka, Shards shards, DeadLetters deadLetters, DeliveryConfig config, Reserving reserving) {
        this.consumer = consumer(kafka.consumer(GROUP), shards, deadLetters, config.batchSize(), reserving);
    }

    /** One member of a group. */
    static BatchConsumer<InventoryCommand> consumer(
            Consumer<byte[], byte[]> member,
            Shards shards,
            DeadLetters deadLetters,
            int batchSize,
            BatchHandler<InventoryCommand> handler) {
        return BatchConsumer.byShard(
                Topic.INVENTORY_COMMANDS,
                InventoryCommand.class,
                command -> command.request().participant(),
                member,
                shards,
                deadLetters,
                batchSize,
                handler);
    }

    void start(@Observes Startup event) {
        consumer.start();
    }

    void stop(@Observes Shutdown event) {
        consumer.close();
    }
}
