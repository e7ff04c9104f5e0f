/** The port to payment providers: what any of them is asked, and what it may answer. */
@NullMarked
package dev.waybill.gateways;

import org.jspecify.annotations.NullMarked;
