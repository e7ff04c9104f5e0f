/** Reserve, release and commit: what the orders' sagas ask of stock. */
@NullMarked
package dev.waybill.stock.reserving;

import org.jspecify.annotations.NullMarked;
