package dev.waybill.shards;

import java.util.List;

/**
 * What came of one shard's part of a batch: its rows, or why there are none. One shard's failure says nothing about
 * another's part.
 */
public sealed interface Outcome<R> {
    record Done<R>(List<R> rows) implements Outcome<R> {}

    record Failed<R>(RuntimeException cause) implements Outcome<R> {}
}
