/** What a run has cost: processor time, statements, commits, bytes. */
@NullMarked
package dev.waybill.benchmark.measuring;

import org.jspecify.annotations.NullMarked;
