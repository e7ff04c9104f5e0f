/**
 * Sharded Postgres: which slot an id belongs to, which shard owns a slot, and transactions on one shard at a time. Nothing
 * here commits on two shards together.
 */
@NullMarked
package dev.waybill.shards;

import org.jspecify.annotations.NullMarked;
