package dev.waybill.gateways;

import dev.waybill.contracts.Money;
import java.util.concurrent.CompletionStage;

/**
 * A payment provider. Calls don't block; a stage that fails, or does not end in time, says nothing about the money.
 *
 * <p>Each call carries a key (as in the IETF draft "The Idempotency-Key HTTP Header Field"): the same key again asks for
 * the outcome of the same thing and never does it a second time, whichever process asks.
 */
public interface PaymentGateway {

    /**
     * Holds money.
     *
     * @param token stands for the customer's means of payment
     * @return {@link GatewayAnswer.Approved} or {@link GatewayAnswer.Declined}
     */
    CompletionStage<GatewayAnswer> authorize(String key, Money amount, String token);

    /**
     * Takes all of the money that is held. May fail for a while, but is never refused.
     *
     * @param reference of the approval
     * @return {@link GatewayAnswer.Captured}
     */
    CompletionStage<GatewayAnswer> capture(String key, Money amount, String reference);

    /**
     * Lets go of all of the money that is held. May fail for a while, but is never refused.
     *
     * @param reference of the approval
     * @return {@link GatewayAnswer.Voided}
     */
    CompletionStage<GatewayAnswer> voidHold(String key, Money amount, String reference);

    /**
     * Gives back some or all of the money that was taken; may be asked for several times, each under a key of its own. May
     * fail for a while, but is never refused as long as no more is given back than was taken, which the caller sees to.
     *
     * @param amount above zero
     * @param reference of the approval
     * @return {@link GatewayAnswer.Refunded}
     */
    CompletionStage<GatewayAnswer> refund(String key, Money amount, String reference);
}
