package dev.waybill.local.servers;

import dev.waybill.local.processes.OrphanGuard;
import dev.waybill.local.processes.Ports;
import java.nio.file.Path;

/** The three servers as children of this JVM, with everything of theirs in one folder. */
public final class EmbeddedServers implements Servers {
    private final PostgresServer postgres;
    private final KafkaServer kafka;
    private final RedisServer redis;
    private final OrphanGuard guard;

    private EmbeddedServers(Path folder, ServerSizes sizes) {
        Path run = folder.resolve("run");
        Path logs = folder.resolve("logs");
        postgres = new PostgresServer(new Place(folder.resolve("postgres"), run, logs, Ports.free()), sizes);
        kafka = new KafkaServer(new Place(folder.resolve("kafka"), run, logs, Ports.free()), Ports.free(), sizes);
        redis = new RedisServer(new Place(folder.resolve("redis"), run, logs, Ports.free()));
        guard = OrphanGuard.over(run);
    }

    /** Servers on free ports; none is started yet. */
    public static EmbeddedServers in(Path folder, ServerSizes sizes) {
        return new EmbeddedServers(folder.toAbsolutePath(), sizes);
    }

    public PostgresServer postgresServer() {
        return postgres;
    }

    public KafkaServer kafkaServer() {
        return kafka;
    }

    public RedisServer redisServer() {
        return redis;
    }

    @Override
    public String postgres() {
        postgres.start();
        return "127.0.0.1:" + postgres.port();
    }

    @Override
    public String kafkaBootstrap() {
        kafka.start();
        return "127.0.0.1:" + kafka.port();
    }

    @Override
    public String redisUrl() {
        redis.start();
        return "redis://127.0.0.1:" + redis.port();
    }

    /** Ends all three at once, for when nobody will look at their data again. */
    void kill() {
        redis.kill();
        kafka.kill();
        postgres.kill();
        guard.close();
    }

    @Override
    public void close() {
        redis.stop();
        kafka.stop();
        postgres.stop();
        guard.close();
    }
}
