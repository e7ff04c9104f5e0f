/** What a file of invoices should come to, computed by a script that knows nothing of the system. */
package dev.waybill.sums;
