/** Styles and scripts, served by us: a page asks no other host for anything. */
@NullMarked
package dev.waybill.console.assets;

import org.jspecify.annotations.NullMarked;
