package dev.waybill.shards;

import java.util.List;

/** A shard could be reached and must not be worked on by this release; no waiting can cure it. */
public final class ShardRefusedException extends RuntimeException {

    /**
     * @param objections of a {@link ShardGate}, each naming its shard
     */
    ShardRefusedException(List<String> objections) {
        super(String.join("; ", objections));
    }
}
