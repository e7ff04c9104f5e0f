package dev.waybill.products.caching;

import dev.waybill.contracts.Envelope;
import dev.waybill.contracts.MessageCodec;
import dev.waybill.contracts.MessageCodec.Decoded;
import dev.waybill.contracts.ProductChanged;
import dev.waybill.products.ListedProduct;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Puts every change of a product into the cache, whoever made it: what was cached before is out of date. One batch at a
 * time, so that an import takes one connection to Redis and not all of them.
 */
@Singleton
public final class ProductChanges {

    private static final Logger LOG = Logger.getLogger(ProductChanges.class);

    private final ProductCache cache;

    ProductChanges(ProductCache cache) {
        this.cache = cache;
    }

    @Incoming("products")
    @Blocking
    public void refresh(ConsumerRecords<byte[], byte[]> records) {
        records.forEach(this::refresh);
    }

    private void refresh(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader(Envelope.TYPE);
        if (type == null || record.value() == null) {
            return;
        }
        Decoded decoded = MessageCodec.decode(new String(type.value(), StandardCharsets.UTF_8), record.value());
        if (decoded instanceof Decoded.Known known && known.message() instanceof ProductChanged change) {
            cache.put(ListedProduct.of(change));
        } else {
            LOG.debugf("%s/%d at %d is no product", record.topic(), record.partition(), record.offset());
        }
    }
}
