package dev.waybill.letters.replaying;

import java.util.Optional;

/** When a replay stops by itself: it goes wrong more often than ops has said is well. Pure. */
final class StopRule {

    /** Of fewer letters, a part says nothing. */
    static final int LEAST_TRIES = 20;

    private StopRule() {}

    /**
     * @param percent of the tries, from which on it stops
     * @return why it stops; empty if it goes on
     */
    static Optional<String> why(long tries, long failures, int percent) {
        return tries >= LEAST_TRIES && failures > 0 && failures * 100 >= percent * tries
                ? Optional.of("%d of %d letters failed, which is %d %% or more".formatted(failures, tries, percent))
                : Optional.empty();
    }

    /** How many more may be tried before it is asked again. */
    static int untilNext(long tries, int most) {
        return tries < LEAST_TRIES ? Math.min(most, LEAST_TRIES) : most;
    }
}
