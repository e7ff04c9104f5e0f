/** Orders of the past, in numbers that no test could place. */
@NullMarked
package dev.waybill.benchmark.seeds;

import org.jspecify.annotations.NullMarked;
