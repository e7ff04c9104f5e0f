/** The saga engine: definitions, state, and one pure decision. It knows no orders, no database and no broker. */
@NullMarked
package dev.waybill.sagas;

import org.jspecify.annotations.NullMarked;
