/** Dead letters: found in groups, understood by a plan, replayed at a pace. */
@NullMarked
package dev.waybill.console.letters;

import org.jspecify.annotations.NullMarked;
