/** The development key pair, and the tokens signed with it. */
@NullMarked
package dev.waybill.local.keys;

import org.jspecify.annotations.NullMarked;
