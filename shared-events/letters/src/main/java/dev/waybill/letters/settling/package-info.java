/** What else ops can do to letters: mend them, or put them away. */
@NullMarked
package dev.waybill.letters.settling;

import org.jspecify.annotations.NullMarked;
