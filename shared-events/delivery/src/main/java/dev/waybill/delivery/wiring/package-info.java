/** The parts as beans of a service. */
@NullMarked
package dev.waybill.delivery.wiring;

import org.jspecify.annotations.NullMarked;
