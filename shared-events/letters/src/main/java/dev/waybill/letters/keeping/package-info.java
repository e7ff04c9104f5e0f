/** How long the letters stay with which nothing more can be done. */
@NullMarked
package dev.waybill.letters.keeping;

import org.jspecify.annotations.NullMarked;
