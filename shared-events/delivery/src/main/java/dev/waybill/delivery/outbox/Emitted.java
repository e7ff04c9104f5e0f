package dev.waybill.delivery.outbox;

import java.util.List;
import java.util.UUID;

/**
 * A message that is in the outbox now, as the statement that wrote it returned it.
 *
 * @param position its place in the outbox
 * @param older the places of messages of the same key that were waiting before it; empty if it is not ordered
 */
public record Emitted(long position, UUID messageId, List<Long> older) {}
