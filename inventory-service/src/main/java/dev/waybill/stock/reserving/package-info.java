/** Reserve, release, commit, take back and extend: what the orders' sagas ask of stock. */
@NullMarked
package dev.waybill.stock.reserving;

import org.jspecify.annotations.NullMarked;
