package dev.waybill.shards;

/** A shard can't be reached now, or isn't migrated yet. What was asked of it has not been done, or may not have been. */
public final class ShardAwayException extends RuntimeException {
    public ShardAwayException(String message) {
        super(message);
    }

    public ShardAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
