package dev.waybill.letters.replaying;

/**
 * How many may go by now, so that it is so many a second in the long run: the letters of an order go together, and are paid
 * for afterwards. Pure, but for what it remembers.
 */
final class Pace {

    private static final double NANOS = 1e9;
    /** What is not used is not saved up for longer than that. */
    private static final double SAVED_SECONDS = 0.2;

    private final int perSecond;
    private double saved = 1;
    private long at;

    Pace(int perSecond, long now) {
        this.perSecond = perSecond;
        this.at = now;
    }

    int perSecond() {
        return perSecond;
    }

    /**
     * @param now by {@link System#nanoTime}
     */
    int available(long now) {
        saved = Math.min(Math.max(1, perSecond * SAVED_SECONDS), saved + (now - at) / NANOS * perSecond);
        at = now;
        return (int) saved;
    }

    void use(int letters) {
        saved -= letters;
    }
}
