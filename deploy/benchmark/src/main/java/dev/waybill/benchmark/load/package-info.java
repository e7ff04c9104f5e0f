/** Customers by the thousand, on one event loop, at as little cost as can be: they share the machine with what they measure. */
@NullMarked
package dev.waybill.benchmark.load;

import org.jspecify.annotations.NullMarked;
