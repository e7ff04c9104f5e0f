/**
 * The limit: what Waybill asks of Postgres for an order, as set-based statements and nothing else. No HTTP, no broker, no
 * JSON, no decisions, no waiting for each other: what is missing to this rate is what everything round the statements costs.
 */
@NullMarked
package dev.waybill.benchmark.limit;

import org.jspecify.annotations.NullMarked;
