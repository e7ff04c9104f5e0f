package dev.waybill.products.listing;

import dev.waybill.contracts.MessageId;
import dev.waybill.contracts.MessageType;
import dev.waybill.contracts.ProductChanged;
import dev.waybill.contracts.Topic;
import dev.waybill.contracts.TraceContext;
import dev.waybill.delivery.outbox.OutboxMessage;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.products.ListedProduct;
import dev.waybill.products.Product;
import dev.waybill.products.Products;
import dev.waybill.shards.Pending;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Transaction;
import dev.waybill.stock.Races;
import dev.waybill.stock.SkuKey;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lists products, a batch in one transaction of four statements, whatever its size: BEGIN, lock products (one flush); save
 * them with their messages, COMMIT (another). A product that did not change is not announced.
 */
@Singleton
final class Catalogue {

    private final Relay relay;
    private final Clock clock;

    Catalogue(Relay relay, Clock clock) {
        this.relay = relay;
        this.clock = clock;
    }

    /**
     * @param wishes for products of this shard
     * @param trace the W3C {@code traceparent} of the request, or null
     * @return what came of each, in order
     */
    List<Listing> list(Shard shard, List<Wish> wishes, @Nullable String trace) {
        return Races.rerun(() -> {
            Batch batch = new Batch(wishes, clock.instant(), TraceContext.continueOrStart(trace));
            var emitted = shard.inTransaction(wishes.size(), batch::in);
            relay.publish(shard, batch.messages, emitted);
            return batch.listings;
        });
    }

    /** For one run. */
    private static final class Batch {
        private final List<Wish> wishes;
        private final Instant now;
        private final String trace;
        private final List<Listing> listings = new ArrayList<>();
        private List<OutboxMessage> messages = List.of();

        Batch(List<Wish> wishes, Instant now, String trace) {
            this.wishes = wishes;
            this.now = now;
            this.trace = trace;
        }

        Pending<dev.waybill.delivery.outbox.Emitted> in(Transaction transaction) {
            List<SkuKey> keys =
                    wishes.stream().map(wish -> wish.product().key()).toList();
            List<Products.Row> locked =
                    transaction.send(Products.LOCK, new Products.Keys(keys)).rows();
            ListingDecision decision = new ListingDecision(
                    locked.stream().map(Products.Row::toProduct).toList());
            wishes.forEach(wish -> listings.add(decision.decide(wish)));
            messages = decision.changed().stream().map(this::message).toList();
            List<Products.Change> changes = decision.changed().stream()
                    .map(listed -> change(
                            listed, decision.versionBefore(listed.product().key())))
                    .toList();
            return transaction.send(Products.SAVE, new Products.Changes(changes, messages, now));
        }

        private OutboxMessage message(ListedProduct listed) {
            ProductChanged event = listed.toEvent();
            UUID cause = cause(listed);
            return OutboxMessage.ordered(
                    cause,
                    MessageId.of(MessageType.PRODUCT_CHANGED, cause),
                    Topic.PRODUCTS,
                    Topic.PRODUCTS.partitionOfSlot(listed.product().key().slot()),
                    event.key(),
                    listed.version(),
                    event,
                    trace,
                    now);
        }

        private static Products.Change change(ListedProduct listed, long versionBefore) {
            Product product = listed.product();
            return new Products.Change(
                    cause(listed),
                    product.tenant(),
                    product.sku(),
                    product.name(),
                    product.price(),
                    product.currency(),
                    product.active(),
                    versionBefore,
                    listed.version());
        }

        /** Follows from the product and its version: the same change has the same message id. */
        private static UUID cause(ListedProduct listed) {
            SkuKey key = listed.product().key();
            String name = key.tenant() + "/" + key.sku() + "/" + listed.version();
            return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        }
    }
}
