/** The builds that are measured, behind one interface. */
@NullMarked
package dev.waybill.benchmark.contenders;

import org.jspecify.annotations.NullMarked;
