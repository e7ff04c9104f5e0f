/** The payment service's shell round its real decisions, and a provider. */
@NullMarked
package dev.waybill.simulation.payments;

import org.jspecify.annotations.NullMarked;
