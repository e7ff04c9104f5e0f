/** A payment and its states. No logic of I/O here: features decide in their own packages, and save by one statement. */
@NullMarked
package dev.waybill.payments;

import org.jspecify.annotations.NullMarked;
