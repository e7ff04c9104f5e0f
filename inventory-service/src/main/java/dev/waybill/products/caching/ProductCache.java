package dev.waybill.products.caching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.products.ListedProduct;
import dev.waybill.stock.SkuKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Products in Redis, by shop and SKU. A product is only ever replaced by a newer version of itself, so that a reader who
 * was slow to put down what it had read can't undo a change. While Redis is away, nothing is cached and nobody waits.
 */
@Singleton
final class ProductCache {

    private static final String PUT_IF_NEWER = """
            local known = redis.call('HGET', KEYS[1], 'version')
            if known and tonumber(known) >= tonumber(ARGV[1]) then
              return 0
            end
            redis.call('HSET', KEYS[1], 'version', ARGV[1], 'product', ARGV[2])
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            return 1
            """;

    private final RedisDataSource redis;
    private final ObjectMapper mapper;
    private final Availability availability;
    private final String keepForMillis;
    private final Counter hits;
    private final Counter misses;

    ProductCache(
            RedisDataSource redis,
            ObjectMapper mapper,
            Availability availability,
            CachingConfig config,
            MeterRegistry metrics) {
        this.redis = redis;
        this.mapper = mapper;
        this.availability = availability;
        this.keepForMillis = String.valueOf(config.keepFor().toMillis());
        this.hits = metrics.counter("waybill.cache.reads", "cache", "products", "result", "hit");
        this.misses = metrics.counter("waybill.cache.reads", "cache", "products", "result", "miss");
    }

    @Nullable
    ListedProduct get(SkuKey key) {
        ListedProduct cached = availability.attempt(() -> parse(redis.execute("HGET", name(key), "product")));
        (cached == null ? misses : hits).increment();
        return cached;
    }

    void put(ListedProduct listed) {
        availability.attempt(() -> redis.execute(
                "EVAL",
                PUT_IF_NEWER,
                "1",
                name(listed.product().key()),
                String.valueOf(listed.version()),
                write(listed),
                keepForMillis));
    }

    private static String name(SkuKey key) {
        return "waybill:product:" + key.tenant() + "/" + key.sku();
    }

    private String write(ListedProduct listed) {
        try {
            return mapper.writeValueAsString(listed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a product; this is a bug", e);
        }
    }

    private @Nullable ListedProduct parse(@Nullable Response cached) {
        try {
            return cached == null ? null : mapper.readValue(cached.toString(), ListedProduct.class);
        } catch (JsonProcessingException e) {
            // Another release wrote it: read the product itself.
            return null;
        }
    }
}
