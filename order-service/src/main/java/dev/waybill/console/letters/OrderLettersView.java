package dev.waybill.console.letters;

import dev.waybill.console.Shown;
import dev.waybill.console.letters.Said.Event;
import dev.waybill.console.letters.Said.Letter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to the dead letters of one order, as lines of its story. Pure.
 *
 * @param missing what could not be asked, each a sentence
 */
public record OrderLettersView(List<Happened> happened, List<String> missing) {

    public static final OrderLettersView NONE = new OrderLettersView(List.of(), List.of());

    private static final String BAD = "bad";
    private static final String WARN = "warn";

    public OrderLettersView {
        happened = List.copyOf(happened);
        missing = List.copyOf(missing);
    }

    /**
     * @param tone {@code good}, {@code warn}, {@code bad} or nothing
     */
    public record Happened(Instant at, String tone, String text) {}

    /** All that happened to one letter. */
    static List<Happened> of(Letter letter) {
        return letter.history().stream().map(event -> happened(letter, event)).toList();
    }

    private static Happened happened(Letter letter, Event event) {
        String type = Shown.text(letter.type(), "A message");
        String who = Shown.text(event.by(), "somebody");
        return switch (event.what()) {
            case "parked" ->
                line(event, BAD, "%s became a dead letter of %s".formatted(type, letter.service()), event.detail());
            case "edited" -> byOps(event, "%s of ops edited %s".formatted(who, type));
            case "replay-begun" ->
                // Its detail is the replay's id.
                byOps(
                        event,
                        "%s of ops began the replay %s of %s".formatted(who, Shown.text(event.detail(), ""), type));
            case "discarded" -> byOps(event, "%s of ops discarded %s".formatted(who, type));
            case "replayed" -> line(event, "good", "%s was replayed".formatted(type), event.detail());
            case "duplicate", "fenced" ->
                line(event, "", "%s was replayed, and changed nothing".formatted(type), event.detail());
            case "failed" -> line(event, BAD, "%s failed again".formatted(type), event.detail());
            default -> line(event, "", "%s: %s".formatted(type, event.what().replace('-', ' ')), event.detail());
        };
    }

    private static Happened byOps(Event event, String what) {
        return line(event, WARN, what, event.reason());
    }

    private static Happened line(Event event, String tone, String what, @Nullable String why) {
        String text = Stream.of(what, Shown.text(why, ""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(": "));
        return new Happened(event.at(), tone, text.endsWith(".") ? text : text + ".");
    }
}
