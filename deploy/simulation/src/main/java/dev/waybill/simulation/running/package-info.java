/** What surrounds a decision in a service: replicas, locks, outboxes, the broker, consumers. A model, not the real ones. */
@NullMarked
package dev.waybill.simulation.running;

import org.jspecify.annotations.NullMarked;
