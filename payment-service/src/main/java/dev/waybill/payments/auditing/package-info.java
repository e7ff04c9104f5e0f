/** What must be true of payments at any instant, as checks for the continuous audit. */
@NullMarked
package dev.waybill.payments.auditing;

import org.jspecify.annotations.NullMarked;
