/** The dead letters over HTTP. */
@NullMarked
package dev.waybill.letters.serving;

import org.jspecify.annotations.NullMarked;
