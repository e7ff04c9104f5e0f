/** Messages that nobody can read: planted beside good ones, counted where they are put aside, and put away. */
@NullMarked
package dev.waybill.benchmark.letters;

import org.jspecify.annotations.NullMarked;
