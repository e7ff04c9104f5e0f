/** Orders found, and the story of each. */
@NullMarked
package dev.waybill.console.orders;

import org.jspecify.annotations.NullMarked;
