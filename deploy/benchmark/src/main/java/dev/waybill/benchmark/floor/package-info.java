/** The least that a saga's latency can be on these servers: its commits and its hops, with nothing in them. */
@NullMarked
package dev.waybill.benchmark.floor;

import org.jspecify.annotations.NullMarked;
