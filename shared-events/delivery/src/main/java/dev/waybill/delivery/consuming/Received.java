package dev.waybill.delivery.consuming;

import dev.waybill.contracts.Envelope;
import dev.waybill.contracts.Message;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A message that has come in and was understood.
 *
 * @param record where it came from, as it was sent
 */
public record Received<M extends Message>(M message, Envelope envelope, ConsumerRecord<byte[], byte[]> record) {}
