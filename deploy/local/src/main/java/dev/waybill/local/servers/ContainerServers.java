package dev.waybill.local.servers;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The three servers as containers, for machines that have a Docker engine. */
public final class ContainerServers implements Servers {
    private static final int REDIS_PORT = 6379;

    private @Nullable PostgreSQLContainer postgres;
    private @Nullable KafkaContainer kafka;
    private @Nullable GenericContainer<?> redis;

    /**
     * Asks for the Docker engine at once.
     *
     * @throws IllegalStateException with one line, when none answers
     */
    public ContainerServers() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("-Dwaybill.servers=containers needs a Docker engine, and none answers here;"
                    + " without the switch the tests bring their own servers");
        }
    }

    @Override
    public synchronized String postgres() {
        PostgreSQLContainer running = postgres;
        if (running == null) {
            running = new PostgreSQLContainer(DockerImageName.parse("postgres:18"))
                    .withUsername(USER)
                    .withPassword(USER)
                    .withDatabaseName("postgres")
                    .withCommand("postgres", "-c", "max_connections=200", "-c", "wal_level=logical");
            running.start();
            postgres = running;
        }
        return running.getHost() + ":" + running.getFirstMappedPort();
    }

    @Override
    public synchronized String kafkaBootstrap() {
        KafkaContainer running = kafka;
        if (running == null) {
            running = new KafkaContainer(DockerImageName.parse("apache/kafka:4.1.1"))
                    .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                    .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
            running.start();
            kafka = running;
        }
        return running.getBootstrapServers();
    }

    @Override
    public synchronized String redisUrl() {
        GenericContainer<?> running = redis;
        if (running == null) {
            running = new GenericContainer<>(DockerImageName.parse("redis:7"))
                    .withExposedPorts(REDIS_PORT)
                    .withStartupTimeout(Duration.ofMinutes(1));
            running.start();
            redis = running;
        }
        return "redis://" + running.getHost() + ":" + running.getMappedPort(REDIS_PORT);
    }

    @Override
    public synchronized void close() {
        if (postgres != null) {
            postgres.stop();
        }
        if (kafka != null) {
            kafka.stop();
        }
        if (redis != null) {
            redis.stop();
        }
    }
}
