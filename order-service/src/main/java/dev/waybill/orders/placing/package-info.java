/** From an HTTP request to a committed order with its saga begun. */
@NullMarked
package dev.waybill.orders.placing;

import org.jspecify.annotations.NullMarked;
