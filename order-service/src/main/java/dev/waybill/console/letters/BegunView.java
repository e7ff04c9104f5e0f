package dev.waybill.console.letters;

import dev.waybill.console.Confirmation.Field;
import dev.waybill.console.letters.Said.Replay;
import dev.waybill.console.peers.Answer.Came;
import dev.waybill.console.peers.Answers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A replay that not every service has begun, as it is shown, with the form that asks for the same again. Pure.
 *
 * @param action where the form goes
 * @param fields what it carries
 * @param begun services that have begun it
 * @param missing those that have not, each a sentence
 * @param path of the replay's page; empty if nobody has begun it
 */
record BegunView(String action, List<Field> fields, List<String> begun, List<String> missing, String path) {

    static BegunView of(
            UUID id, Selection selection, Letters.Pace pace, List<String> services, Answers<Replay> answers) {
        List<String> begun = answers.came().stream().map(Came::service).toList();
        return new BegunView(
                "/console/dead-letters/replays?" + selection.query(),
                fields(id, selection, pace, services),
                begun,
                answers.missing(),
                begun.isEmpty() ? "" : "/console/dead-letters/replays/" + id);
    }

    private static List<Field> fields(UUID id, Selection selection, Letters.Pace pace, List<String> services) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("id", id.toString()));
        fields.add(new Field("reason", pace.reason()));
        fields.add(new Field("per-second", Integer.toString(pace.perSecond())));
        fields.add(new Field("stop-at", Integer.toString(pace.stopAtErrorPercent())));
        services.forEach(service -> fields.add(new Field("service", service)));
        selection.chosen().forEach(letter -> fields.add(new Field("chosen", letter)));
        return fields;
    }
}
