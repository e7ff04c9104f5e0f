/** What a person sees and types. */
@NullMarked
package dev.waybill.local.console;

import org.jspecify.annotations.NullMarked;
