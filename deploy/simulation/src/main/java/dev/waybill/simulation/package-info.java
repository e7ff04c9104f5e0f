/** A world in memory, in which the services' own decisions meet everything that can go wrong. */
@NullMarked
package dev.waybill.simulation;

import org.jspecify.annotations.NullMarked;
