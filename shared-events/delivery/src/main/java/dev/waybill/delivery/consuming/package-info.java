/** From records to batches, one shard's transaction each, none of which stops another. */
@NullMarked
package dev.waybill.delivery.consuming;

import org.jspecify.annotations.NullMarked;
