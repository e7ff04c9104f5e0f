/** The inventory service's shell round its real decisions. */
@NullMarked
package dev.waybill.simulation.stock;

import org.jspecify.annotations.NullMarked;
