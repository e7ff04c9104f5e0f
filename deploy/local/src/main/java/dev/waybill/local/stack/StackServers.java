package dev.waybill.local.stack;

import dev.waybill.local.processes.Daemon;
import dev.waybill.local.servers.EmbeddedServers;
import dev.waybill.local.servers.PostgresAddress;
import dev.waybill.local.servers.Servers;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Each of the three servers as it was asked for: an external one, or else an embedded one. */
final class StackServers implements Servers {
    private static final int POSTGRES_PORT = 5432;

    private final EmbeddedServers embedded;
    private final ExternalServers external;

    StackServers(EmbeddedServers embedded, ExternalServers external) {
        this.embedded = embedded;
        this.external = external;
    }

    /** The servers that are our children; they start in parallel. */
    List<Daemon> daemons() {
        List<Daemon> daemons = new ArrayList<>();
        if (external.postgres() == null) {
            daemons.add(embedded.postgresServer());
        }
        if (external.kafka() == null) {
            daemons.add(embedded.kafkaServer());
        }
        if (external.redis() == null) {
            daemons.add(embedded.redisServer());
        }
        return daemons;
    }

    @Override
    public String postgres() {
        URI url = external.postgres();
        if (url == null) {
            return embedded.postgres();
        }
        return url.getHost() + ":" + (url.getPort() < 0 ? POSTGRES_PORT : url.getPort());
    }

    @Override
    public PostgresAddress postgresAddress() {
        URI url = external.postgres();
        if (url == null) {
            return Servers.super.postgresAddress();
        }
        String[] login = url.getUserInfo().split(":", 2);
        return new PostgresAddress(postgres(), login[0], login.length == 2 ? login[1] : "");
    }

    @Override
    public String kafkaBootstrap() {
        return external.kafka() == null ? embedded.kafkaBootstrap() : external.kafka();
    }

    @Override
    public String redisUrl() {
        return external.redis() == null ? embedded.redisUrl() : external.redis();
    }

    @Override
    public void close() {
        embedded.close();
    }
}
