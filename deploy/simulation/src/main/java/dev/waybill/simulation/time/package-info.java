/** Virtual time and seeded chance. */
@NullMarked
package dev.waybill.simulation.time;

import org.jspecify.annotations.NullMarked;
