package dev.waybill.console.letters;

import dev.waybill.console.Confirmation;
import dev.waybill.console.Confirmation.Field;
import dev.waybill.http.Problem;
import java.util.List;
import java.util.stream.Stream;

/** The question that comes before letters are discarded: it says how many, and why they are here. Pure. */
record DiscardView(Confirmation question) {

    private static final String EFFECT =
            "They will never be applied: whatever they asked for or answered, their sagas will not hear of it by them. Letters"
                    + " behind them are not discarded; they become the first of their orders.";

    /** Of letters that were chosen by name. */
    static DiscardView of(Selection chosen) {
        return of(chosen, chosen.sentence(""), List.copyOf(chosen.ids().keySet()), EFFECT);
    }

    /**
     * Of those that a search finds.
     *
     * @throws dev.waybill.http.ProblemException 404, if there is none
     */
    static DiscardView of(Selection search, Counted counted) {
        if (counted.letters() == 0) {
            throw Problem.of(404, "not-found", "There are no such letters", said(counted, "None is parked here."))
                    .toException();
        }
        return of(search, counted.count(), counted.services(), said(counted, counted.why() + " " + EFFECT));
    }

    private static String said(Counted counted, String sentence) {
        return counted.missing().isEmpty()
                ? sentence
                : "%s %s What they have is not counted.".formatted(sentence, String.join(" ", counted.missing()));
    }

    private static DiscardView of(Selection selection, String what, List<String> services, String effect) {
        List<Field> fields = Stream.concat(
                        services.stream().map(each -> new Field("service", each)),
                        selection.chosen().stream().map(each -> new Field("chosen", each)))
                .toList();
        return new DiscardView(Confirmation.of(
                        "Discard %s?".formatted(what),
                        effect,
                        "Discard",
                        true,
                        "/console/dead-letters/discard?" + selection.query(),
                        "/console/dead-letters")
                .carrying(fields));
    }
}
