package dev.waybill.testing;

import dev.waybill.delivery.KafkaClients;
import dev.waybill.delivery.outbox.Relay;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.shards.ShardsConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;

/** The service's databases with a meter of their own, on which nothing works in the background. */
public final class CountedShards implements AutoCloseable {

    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final Shards shards;
    private final Producer<byte[], byte[]> producer;
    private final Relay relay;

    public CountedShards(ShardsConfig config, KafkaClients kafka, Vertx vertx) {
        this.shards = new Shards(config.settings(), "counted", List.of("db/delivery", "db/inventory"), vertx, metrics);
        this.producer = kafka.producer();
        this.relay = new Relay(producer, "/waybill/counted", metrics);
        shards.open();
    }

    public MeterRegistry metrics() {
        return metrics;
    }

    /** Publishes, but removes nothing. */
    public Relay relay() {
        return relay;
    }

    public Shard shard(int number) {
        return shards.all().get(number);
    }

    /** How many statements the work sent to the shard, BEGIN and COMMIT among them. */
    public int statements(Shard shard, Runnable work) {
        double before = count(shard);
        work.run();
        return (int) (count(shard) - before);
    }

    private double count(Shard shard) {
        return metrics.counter("waybill.shard.statements", "shard", shard.name())
                .count();
    }

    @Override
    public void close() {
        producer.close();
        shards.close();
    }
}
