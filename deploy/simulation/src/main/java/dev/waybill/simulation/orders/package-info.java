/** The order service's shell round its real decisions. */
@NullMarked
package dev.waybill.simulation.orders;

import org.jspecify.annotations.NullMarked;
