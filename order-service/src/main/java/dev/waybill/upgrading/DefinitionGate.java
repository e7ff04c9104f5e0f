package dev.waybill.upgrading;

import dev.waybill.shards.ShardGate;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Keeps a release away from shards where sagas run that it has no code for: it could neither carry them on nor end them. */
@Singleton
public class DefinitionGate implements ShardGate {

    @Override
    public List<String> objections(Connection shard) throws SQLException {
        return RunningSagas.on(shard).stream()
                .filter(running -> !running.canGoOn())
                .map(
                        "%s, and this release has no code for that number; let the release that has it finish them first"
                                ::formatted)
                .toList();
    }
}
