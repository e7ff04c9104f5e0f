package dev.waybill.console.letters;

import dev.waybill.console.Address;
import dev.waybill.console.letters.Said.Action;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was done something to, in words, some of which may lead on: a group's code and a replay's id say nothing to anybody.
 * What is more than one group is shown as it stands: words that somebody searched for may read like criteria. Pure.
 *
 * @param before what stands before the words that lead on, or all there is
 * @param link the words that lead on; empty for none
 * @param path where to
 * @param after what stands behind them
 */
record Subject(String before, String link, String path, String after) {

    private static final String ALL_PARKED = "all of status parked";

    /** With the time up to which its letters were counted. */
    private static final Pattern ONE_GROUP =
            Pattern.compile("(?:all of status parked, )?group ([^, ]+)(?:, to ([0-9TZ:.-]+))?");

    /**
     * @param causes in words, by their groups, as far as they are known
     */
    static Subject of(Action action, Map<String, String> causes) {
        if (action.verb().endsWith("-replay")) {
            return new Subject(
                    "", "a replay", "/console/dead-letters/replays/" + Address.encoded(action.subject()), "");
        }
        Matcher group = ONE_GROUP.matcher(action.subject());
        if (group.matches()) {
            return ofGroup(group.group(1), Optional.ofNullable(group.group(2)), action.verb(), causes);
        }
        String words = action.subject().equals(ALL_PARKED) ? "all that were parked" : action.subject();
        return new Subject(words, "", "", "");
    }

    private static Subject ofGroup(String group, Optional<String> end, String verb, Map<String, String> causes) {
        return new Subject(
                "",
                cause(causes, group),
                lettersOf(group, verb)
                        + end.map(time -> "&to=" + Address.encoded(time)).orElse(""),
                end.map(", to %s"::formatted).orElse(""));
    }

    /** Nobody is asked for the words of those that are gone: the list that it leads to has them. */
    private static String cause(Map<String, String> causes, String group) {
        return Optional.ofNullable(causes.get(group))
                .map("letters whose cause is “%s”"::formatted)
                .orElse("letters of one cause");
    }

    private static String lettersOf(String group, String verb) {
        return "/console/dead-letters/letters?status=%s&group=%s"
                .formatted(verb.equals("discard") ? "discarded" : "replayed", Address.encoded(group));
    }
}
