/** The dead letters as numbers. */
@NullMarked
package dev.waybill.letters.watching;

import org.jspecify.annotations.NullMarked;
