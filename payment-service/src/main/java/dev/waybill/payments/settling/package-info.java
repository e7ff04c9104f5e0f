/** What providers answer: asked for from the intents, written in batches of its own, and asked again when in doubt. */
@NullMarked
package dev.waybill.payments.settling;

import org.jspecify.annotations.NullMarked;
