/**
 * Contender: the saga as the textbooks build it, on the same servers. Three components with a database each, commands and
 * replies over Kafka, a transactional outbox that is polled, one transaction per message, a row per message that was
 * processed.
 *
 * <p>Its durable facts are those of Waybill: orders and items with names and prices, a saga, an idempotency key,
 * reservations, payments and their ledger, events. In its favour, all three components are threads of one JVM, partitions
 * are assigned for good instead of being rebalanced, who waits for an order hears of it in memory, a payment needs no intent
 * since its bank is in the same process, and nothing looks after time limits, cancels or returns.
 */
@NullMarked
package dev.waybill.benchmark.textbook;

import org.jspecify.annotations.NullMarked;
