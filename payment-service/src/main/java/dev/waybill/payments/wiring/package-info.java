/** The parts as beans, and their life. */
@NullMarked
package dev.waybill.payments.wiring;

import org.jspecify.annotations.NullMarked;
