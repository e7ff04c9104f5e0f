/** Every step of every saga against every kind of fault. */
@NullMarked
package dev.waybill.simulation.matrix;

import org.jspecify.annotations.NullMarked;
