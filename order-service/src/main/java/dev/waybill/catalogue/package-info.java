/** This service's own copy of the products, to price orders from. */
@NullMarked
package dev.waybill.catalogue;

import org.jspecify.annotations.NullMarked;
