package dev.waybill.reversals;

import dev.waybill.http.Problem;
import java.util.UUID;

/** What came of a wish. */
public sealed interface Outcome {

    /**
     * It will be carried out, whatever happens.
     *
     * @param reversal names it
     */
    record Accepted(UUID reversal) implements Outcome {}

    /** It was accepted before; this is the same. */
    record Repeated(UUID reversal) implements Outcome {}

    /** Nothing was changed. */
    record Refused(Problem why) implements Outcome {}
}
