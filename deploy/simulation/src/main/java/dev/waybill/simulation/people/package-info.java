/** Customers and ops, who come at the worst moment. */
@NullMarked
package dev.waybill.simulation.people;

import org.jspecify.annotations.NullMarked;
