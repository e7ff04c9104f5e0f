/**
 * Messages that can't be handled: planted beside good ones, counted where they are put aside, and put away if nobody can read
 * them, or replayed if only a rule was in their way.
 */
@NullMarked
package dev.waybill.benchmark.letters;

import org.jspecify.annotations.NullMarked;
