package dev.waybill.local.servers;

/** The broker's own configuration: small, single, and refusing topics that nobody declared. */
final class KafkaSettings {
    /** JBoss LogManager's own format. */
    static final String LOGGING = """
            loggers=org.apache.kafka.common.config
            logger.level=INFO
            logger.handlers=CONSOLE
            logger.org.apache.kafka.common.config.level=WARN
            handler.CONSOLE=org.jboss.logmanager.handlers.ConsoleHandler
            handler.CONSOLE.formatter=LINE
            handler.CONSOLE.properties=autoFlush
            handler.CONSOLE.autoFlush=true
            formatter.LINE=org.jboss.logmanager.formatters.PatternFormatter
            formatter.LINE.properties=pattern
            formatter.LINE.pattern=%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %c{1} %s%e%n
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
            # A broker that was killed may come back only when its old registration has run out.
            broker.session.timeout.ms=4000
            broker.heartbeat.interval.ms=1000
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
