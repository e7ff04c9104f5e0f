package dev.waybill.delivery.consuming;

import dev.waybill.shards.Transaction;

/**
 * What else is done in the transaction that handles a batch, so that it is done if, and only if, the batch's effect is: a
 * replay removes its letters so.
 */
@FunctionalInterface
public interface Alongside {

    /** As messages come in: nothing else, and not one statement more. */
    Alongside NOTHING = transaction -> {};

    /**
     * Called first in the transaction; again in another, if the first came to nothing. Whoever is given something to do
     * alongside must do all of the batch in one transaction, or none of it.
     *
     * @throws RuntimeException what undoes all of it
     */
    void in(Transaction transaction);
}
