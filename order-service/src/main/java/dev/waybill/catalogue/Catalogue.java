package dev.waybill.catalogue;

import dev.waybill.contracts.ProductChanged;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.delivery.consuming.TableTopic;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The products, in memory, as the product topic tells them: pricing an order asks nobody. Until the topic has been read
 * once to its end this replica is not ready, for it would refuse products that it has not heard of yet.
 */
@Singleton
public class Catalogue {

    private record Key(String tenant, String sku) {}

    private final Map<Key, Product> products = new ConcurrentHashMap<>();
    private final TableTopic<ProductChanged> topic;

    Catalogue(KafkaClients kafka) {
        this.topic = new TableTopic<>(Topic.PRODUCTS, ProductChanged.class, kafka.reader(), this::take);
    }

    public @Nullable Product find(String tenant, String sku) {
        return products.get(new Key(tenant, sku));
    }

    /** Whether everything has been read that the topic held when this replica started. */
    public boolean complete() {
        return topic.caughtUp();
    }

    public int size() {
        return products.size();
    }

    void start(@Observes Startup event) {
        topic.start();
    }

    void stop(@Observes Shutdown event) {
        topic.close();
    }

    private void take(ProductChanged product) {
        Product next = new Product(
                product.name(),
                product.price().amount(),
                product.price().currency(),
                product.active(),
                product.version());
        products.merge(
                new Key(product.tenant(), product.sku()),
                next,
                (old, newer) -> newer.version() >= old.version() ? newer : old);
    }
}
