/** What a replay would come to, before it is done. */
@NullMarked
package dev.waybill.letters.planning;

import org.jspecify.annotations.NullMarked;
