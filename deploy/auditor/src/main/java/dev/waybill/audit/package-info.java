/**
 * Checks what the system promises from what it leaves behind: the rows of its databases and the records of its topics.
 *
 * <p>It has a small model of its own and shares no code with what it judges. What it knows of the system is tables, columns
 * and record headers, written down here a second time on purpose: a mistake made once is then seen by the other.
 */
package dev.waybill.audit;
