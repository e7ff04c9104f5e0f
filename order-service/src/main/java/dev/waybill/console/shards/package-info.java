/** How every shard of every service stands. */
@NullMarked
package dev.waybill.console.shards;

import org.jspecify.annotations.NullMarked;
