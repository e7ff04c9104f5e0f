/** A provider that moves no money, and does what the token says. */
@NullMarked
package dev.waybill.gateways.simulated;

import org.jspecify.annotations.NullMarked;
