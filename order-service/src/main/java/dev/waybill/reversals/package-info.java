/** Cancels and returns: what is taken back of an order, decided at once and carried out by sagas. */
@NullMarked
package dev.waybill.reversals;

import org.jspecify.annotations.NullMarked;
