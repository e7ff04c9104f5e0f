/** What is asked of the builds, one after the other. */
@NullMarked
package dev.waybill.benchmark.scenarios;

import org.jspecify.annotations.NullMarked;
