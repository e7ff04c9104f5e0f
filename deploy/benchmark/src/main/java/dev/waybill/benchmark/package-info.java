/** Measures Waybill against what else a team might build, in one run on one machine. */
@NullMarked
package dev.waybill.benchmark;

import org.jspecify.annotations.NullMarked;
