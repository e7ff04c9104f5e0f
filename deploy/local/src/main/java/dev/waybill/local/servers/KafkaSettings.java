package dev.waybill.local.servers;

/** The broker's own configuration: small, single, and refusing topics that nobody declared. */
final class KafkaSettings {
    static final String LOGGING = """
            handlers=java.util.logging.ConsoleHandler
            .level=INFO
            java.util.logging.ConsoleHandler.level=INFO
            java.util.logging.ConsoleHandler.formatter=java.util.logging.SimpleFormatter
            java.util.logging.SimpleFormatter.format=%1$tF %1$tT %4$s %3$s %5$s%6$s%n
            org.apache.kafka.common.config.AbstractConfig.level=WARNING
            """;

    private static final String TEMPLATE = """
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:%2$d
            listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
            controller.listener.names=CONTROLLER
            inter.broker.listener.name=PLAINTEXT
            listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
            log.dirs=%3$s
            # The system declares its topics; a misspelt one must fail and not come to be.
            auto.create.topics.enable=false
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=8
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            transaction.state.log.num.partitions=8
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            min.insync.replicas=1
            group.initial.rebalance.delay.ms=0
            num.network.threads=2
            num.io.threads=4
            num.recovery.threads.per.data.dir=2
            log.cleaner.dedupe.buffer.size=16777216
            controlled.shutdown.enable=true
            """;

    private KafkaSettings() {}

    static String of(Place place, int controllerPort) {
        return TEMPLATE.formatted(
                place.port(), controllerPort, place.data().resolve("log").toAbsolutePath());
    }
}
