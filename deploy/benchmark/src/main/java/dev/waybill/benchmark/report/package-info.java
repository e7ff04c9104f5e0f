/** What was measured, for people and for programs. */
@NullMarked
package dev.waybill.benchmark.report;

import org.jspecify.annotations.NullMarked;
