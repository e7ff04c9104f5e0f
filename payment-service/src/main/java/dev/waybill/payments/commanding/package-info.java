/** What the sagas ask for: decided at once, and noted as intents where the provider has to be asked. */
@NullMarked
package dev.waybill.payments.commanding;

import org.jspecify.annotations.NullMarked;
