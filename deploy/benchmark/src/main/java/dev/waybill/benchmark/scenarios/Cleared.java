package dev.waybill.benchmark.scenarios;

import java.util.List;

/**
 * What became of orders that were held up.
 *
 * @param orders all of which are confirmed
 * @param placingSeconds how long they came in
 * @param asideSeconds from the first of them until each had its letter
 * @param replays one for each cause
 * @param confirmedSeconds from the end of the last replay until all were confirmed
 */
public record Cleared(
        int orders, double placingSeconds, double asideSeconds, List<Replay> replays, double confirmedSeconds) {

    /**
     * One request to replay a group.
     *
     * @param cause the name of the rule that they broke
     * @param type of the messages
     * @param letters that were at fault themselves
     * @param behind how many more waited behind them, and went with them
     * @param planSeconds how long it took to say what would become of them
     * @param seconds from the request until none of them was left
     */
    public record Replay(String cause, String type, long letters, long behind, double planSeconds, double seconds) {

        public double lettersPerSecond() {
            return (letters + behind) / seconds;
        }
    }
}
