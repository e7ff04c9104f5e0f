package dev.waybill.console.sagas;

import dev.waybill.ops.intervening.Verb;

/**
 * What a verb is called and what it does, for whoever is about to say it. Pure.
 *
 * @param label on the button
 * @param effect sentences
 * @param destructive whether it can't be taken back
 */
record Deed(String label, String effect, boolean destructive) {

    static Deed of(Verb verb) {
        return switch (verb) {
            case RETRY ->
                new Deed(
                        "Retry",
                        "What is open is sent again now, and waited for anew. A repeat of what was done already changes nothing.",
                        false);
            case COMPENSATE ->
                new Deed(
                        "Compensate",
                        "The saga turns round: what was done is undone, and the order is rejected. Its customer can read the"
                                + " reason that you give. Past its point of no return this is refused.",
                        true);
            case SKIP ->
                new Deed(
                        "Skip a step",
                        "The step counts as done (or as undone) without anybody having done it: nothing is asked for money or"
                                + " stock. You vouch for it.",
                        true);
            case PAUSE ->
                new Deed(
                        "Pause",
                        "Nobody is asked for anything new. Answers are taken, and stock stays reserved.",
                        false);
            case RESUME -> new Deed("Resume", "It goes on; what is open is sent again.", false);
        };
    }
}
