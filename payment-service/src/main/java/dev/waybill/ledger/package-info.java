/** Double entry: every movement of money as one row between two accounts. */
@NullMarked
package dev.waybill.ledger;

import org.jspecify.annotations.NullMarked;
