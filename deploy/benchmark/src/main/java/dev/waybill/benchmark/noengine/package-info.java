/**
 * Contender: no engine at all. Each request runs four plain transactions, one after the other: store the order, reserve its
 * stock, authorize its payment, confirm it. It says nothing to anybody (no broker, no events, no outbox), keeps no saga, and
 * what a crash leaves half done stays half done for ever. It is what any engine's costs are to be held against.
 *
 * <p>In its favour all tables are in one database: the last transaction can then settle the order, the stock and the money
 * at once, where three databases would take six commits.
 */
@NullMarked
package dev.waybill.benchmark.noengine;

import org.jspecify.annotations.NullMarked;
