/** Judges a world by its own small model, without the services' code. */
@NullMarked
package dev.waybill.simulation.audit;

import org.jspecify.annotations.NullMarked;
