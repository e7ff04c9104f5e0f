/** Payments as people and other services look at them. */
@NullMarked
package dev.waybill.payments.reading;

import org.jspecify.annotations.NullMarked;
