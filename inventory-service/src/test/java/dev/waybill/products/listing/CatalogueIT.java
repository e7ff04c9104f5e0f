package dev.waybill.products.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.Money;
import dev.waybill.contracts.ProductChanged;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.products.Product;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.shards.ShardsConfig;
import dev.waybill.testing.Backends;
import dev.waybill.testing.CountedShards;
import dev.waybill.testing.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backends.class, initArgs = @ResourceArg(name = "database", value = "inventory"))
class CatalogueIT {

    private static final String SHOP = "catalogue-shop";

    @Inject
    Catalogue catalogue;

    @Inject
    Shards shards;

    @Inject
    ShardsConfig config;

    @Inject
    KafkaClients kafka;

    @Inject
    Vertx vertx;

    @Test
    void everyChangeIsAnnouncedOnceAndInOrder() {
        list("TOLD", 1);
        list("TOLD", 1);
        list("TOLD", 2);
        list("TOLD", 3);
        list("LAST", 1);
        List<ProductChanged> told = new ArrayList<>();
        try (TopicReader<ProductChanged> topic = new TopicReader<>(kafka, Topic.PRODUCTS, ProductChanged.class)) {
            topic.readUntil(event -> {
                if (event.tenant().equals(SHOP) && event.sku().equals("TOLD")) {
                    told.add(event);
                }
                return told.size() == 3;
            });
        }
        assertThat(told).extracting(ProductChanged::version).containsExactly(1L, 2L, 3L);
        assertThat(told.getLast().price()).isEqualTo(new Money(3, "GBP"));
    }

    @Test
    void twoWhoMakeTheSameProductMakeOne() throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            List<Future<Listing>> running = IntStream.range(0, 20)
                    .mapToObj(i -> callers.submit(() -> list("SAME", 100 + i)))
                    .toList();
            List<Long> versions = new ArrayList<>();
            for (Future<Listing> each : running) {
                versions.add(version(each.get()));
            }
            assertThat(versions)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, 20).mapToObj(i -> (long) i).toList());
        }
    }

    @Test
    void aBatchIsFourStatementsWhateverItsSize() {
        try (CountedShards counted = new CountedShards(config, kafka, vertx)) {
            Catalogue own = new Catalogue(counted.relay(), Clock.systemUTC());
            Shard shard = counted.shard(0);
            List<Wish> one = List.of(wish("COUNTED", 1));
            List<Wish> many = IntStream.range(0, 200)
                    .mapToObj(i -> wish("COUNTED-" + i, i))
                    .toList();
            assertThat(counted.statements(shard, () -> own.list(shard, one, null)))
                    .isEqualTo(4);
            assertThat(counted.statements(shard, () -> own.list(shard, many, null)))
                    .isEqualTo(4);
        }
    }

    private Listing list(String sku, int price) {
        Wish wish = wish(sku, price);
        return catalogue
                .list(shards.ofSlot(wish.product().key().slot()), List.of(wish), null)
                .getFirst();
    }

    private static Wish wish(String sku, int price) {
        return new Wish(new Product(SHOP, sku, "Any product", price, "GBP", true), null);
    }

    private static long version(Listing listing) {
        return switch (listing) {
            case Listing.Created created -> created.product().version();
            case Listing.Updated updated -> updated.product().version();
            default -> throw new AssertionError(listing);
        };
    }
}
