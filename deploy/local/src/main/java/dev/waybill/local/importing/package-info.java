/** Real invoices in, orders out: the form of the public Online Retail data. */
@NullMarked
package dev.waybill.local.importing;

import org.jspecify.annotations.NullMarked;
