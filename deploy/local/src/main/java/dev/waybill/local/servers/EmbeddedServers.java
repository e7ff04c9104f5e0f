package dev.waybill.local.servers;

import dev.waybill.local.processes.OrphanGuard;
import dev.waybill.local.processes.Ports;
import java.nio.file.Path;
import java.util.function.ToIntFunction;

/** The three servers as children of this JVM, with everything of theirs in one folder. */
public final class EmbeddedServers implements Servers {
    private final Path folder;
    private final ServerSizes sizes;
    private final ToIntFunction<String> ports;
    private final PostgresServer postgres;
    private final KafkaServer kafka;
    private final RedisServer redis;
    private final OrphanGuard guard;

    private EmbeddedServers(Path folder, ServerSizes sizes, ToIntFunction<String> ports) {
        this.folder = folder;
        this.sizes = sizes;
        this.ports = ports;
        postgres = new PostgresServer(place("postgres"), sizes);
        kafka = new KafkaServer(place("kafka"), ports.applyAsInt("kafka-controller"), sizes);
        redis = new RedisServer(place("redis"));
        guard = OrphanGuard.over(runFolder());
    }

    /** Servers on free ports; none is started yet. */
    public static EmbeddedServers in(Path folder, ServerSizes sizes) {
        return in(folder, sizes, name -> Ports.free());
    }

    /** Servers on ports by name ({@code postgres}, {@code kafka}, {@code kafka-controller}, {@code redis}). */
    public static EmbeddedServers in(Path folder, ServerSizes sizes, ToIntFunction<String> ports) {
        return new EmbeddedServers(folder.toAbsolutePath(), sizes, ports);
    }

    /** Another Postgres beside the first, for databases whose server is to fail alone; the caller stops it. */
    public PostgresServer anotherPostgres(String name) {
        return new PostgresServer(place(name), sizes);
    }

    /** Where every child's pid file is, other programs' of the same launcher too. */
    public Path runFolder() {
        return folder.resolve("run");
    }

    public Path logFolder() {
        return folder.resolve("logs");
    }

    private Place place(String name) {
        return new Place(folder.resolve(name), runFolder(), logFolder(), ports.applyAsInt(name));
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
        postgres.startOnce();
        return "127.0.0.1:" + postgres.port();
    }

    @Override
    public String kafkaBootstrap() {
        kafka.startOnce();
        return "127.0.0.1:" + kafka.port();
    }

    @Override
    public String redisUrl() {
        redis.startOnce();
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
        redis.close();
        kafka.close();
        postgres.close();
        guard.close();
    }
}
