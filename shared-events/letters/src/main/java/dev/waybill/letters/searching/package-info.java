/** What ops asks for: letters, and groups of those that one bug has caused. */
@NullMarked
package dev.waybill.letters.searching;

import org.jspecify.annotations.NullMarked;
