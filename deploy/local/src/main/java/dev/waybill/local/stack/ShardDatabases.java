package dev.waybill.local.stack;

import dev.waybill.local.servers.PostgresAddress;
import dev.waybill.local.servers.PostgresServer;
import dev.waybill.local.servers.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which database on which server each shard is. */
final class ShardDatabases {
    private final Servers servers;
    private final Optional<PostgresServer> second;
    private final StackOptions.Shards counts;

    ShardDatabases(Servers servers, Optional<PostgresServer> second, StackOptions.Shards counts) {
        this.servers = servers;
        this.second = second;
        this.counts = counts;
    }

    /** The server of the last order shard, where it has one of its own. */
    Optional<PostgresServer> second() {
        return second;
    }

    List<Shard> shards(ServiceKind kind) {
        List<Shard.Slots> slots = Shard.Slots.cut(counts.of(kind));
        List<Shard> shards = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            shards.add(new Shard(server(kind, i).url(kind.database(i)), slots.get(i)));
        }
        return shards;
    }

    /** Makes the databases that are not there yet; their tables are the services' own business. */
    void make() {
        for (ServiceKind kind : ServiceKind.values()) {
            for (int i = 0; i < counts.of(kind); i++) {
                server(kind, i).createDatabase(kind.database(i));
            }
        }
    }

    private PostgresAddress server(ServiceKind kind, int shard) {
        boolean lastOrders = kind == ServiceKind.ORDERS && shard == counts.orders() - 1;
        return second.filter(own -> lastOrders).map(PostgresServer::address).orElseGet(servers::postgresAddress);
    }
}
