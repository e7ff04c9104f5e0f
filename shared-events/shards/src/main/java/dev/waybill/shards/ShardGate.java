package dev.waybill.shards;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A last look at a shard, after its migrations have run and before it takes work. */
@FunctionalInterface
public interface ShardGate {

    /**
     * @return why this release must not work on the shard, a sentence each; empty if it may
     */
    List<String> objections(Connection shard) throws SQLException;
}
