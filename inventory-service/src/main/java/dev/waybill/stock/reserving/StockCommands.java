package dev.waybill.stock.reserving;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.delivery.consuming.BatchConsumer;
import dev.waybill.delivery.consuming.BatchHandler;
import dev.waybill.delivery.consuming.DeadLetters;
import dev.waybill.delivery.consuming.Inbound;
import dev.waybill.delivery.wiring.DeliveryConfig;
import dev.waybill.shards.Shards;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Takes the orders' commands from their topic while the service runs. */
@Singleton
final class StockCommands {

    private static final String GROUP = "inventory-service";

    private final Inbound<InventoryCommand> inbound;
    private final BatchConsumer<InventoryCommand> consumer;

    StockCommands(
            KafkaClients kafka, Shards shards, DeadLetters deadLetters, DeliveryConfig config, Reserving reserving) {
        this.inbound = inbound(shards, reserving);
        this.consumer = new BatchConsumer<>(inbound, kafka.consumer(GROUP), deadLetters, config.batchSize());
    }

    static Inbound<InventoryCommand> inbound(Shards shards, BatchHandler<InventoryCommand> handler) {
        return Inbound.byShard(
                Topic.INVENTORY_COMMANDS,
                InventoryCommand.class,
                command -> command.request().participant(),
                shards,
                handler,
                new StockForetelling());
    }

    @Produces
    @Singleton
    Inbound<InventoryCommand> inbound() {
        return inbound;
    }

    void start(@Observes Startup event) {
        consumer.start();
    }

    void stop(@Observes Shutdown event) {
        consumer.close();
    }
}
