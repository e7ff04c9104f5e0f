package dev.waybill.console.letters;

import dev.waybill.console.Address;
import dev.waybill.console.letters.Said.Action;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was done something to, in words, some of which may lead on: a group's code and a replay's id say nothing to anybody.
 * Pure.
 *
 * @param before what stands before the words that lead on, or all there is
 * @param link the words that lead on; empty for none
 * @param path where to
 * @param after what stands behind them
 */
record Subject(String before, String link, String path, String after) {

    private static final Pattern OF_ALL_PARKED = Pattern.compile("^all of status parked(, |$)");
    private static final Pattern GROUP = Pattern.compile("(?:^|(?<=, ))group ([^, ]+)");

    /**
     * @param causes in words, by their groups, as far as they are known
     */
    static Subject of(Action action, Map<String, String> causes) {
        if (action.verb().endsWith("-replay")) {
            return new Subject(
                    "", "a replay", "/console/dead-letters/replays/" + Address.encoded(action.subject()), "");
        }
        String letters = OF_ALL_PARKED.matcher(action.subject()).replaceFirst("");
        Matcher group = GROUP.matcher(letters);
        return group.find()
                ? new Subject(
                        letters.substring(0, group.start()),
                        cause(causes, group.group(1)),
                        lettersOf(group.group(1), action.verb()),
                        letters.substring(group.end()))
                : new Subject(letters.isEmpty() ? "all that were parked" : letters, "", "", "");
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
