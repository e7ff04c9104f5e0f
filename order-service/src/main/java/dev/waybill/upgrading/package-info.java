/** Whether this release can carry on what runs: asked before a shard takes work, and by operators before an upgrade. */
@NullMarked
package dev.waybill.upgrading;

import org.jspecify.annotations.NullMarked;
