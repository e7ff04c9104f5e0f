/** Who may see the console. */
@NullMarked
package dev.waybill.console.signin;

import org.jspecify.annotations.NullMarked;
