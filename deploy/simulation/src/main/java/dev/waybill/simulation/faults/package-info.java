/** What goes wrong, and when. */
@NullMarked
package dev.waybill.simulation.faults;

import org.jspecify.annotations.NullMarked;
