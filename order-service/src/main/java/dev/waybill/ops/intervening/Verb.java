package dev.waybill.ops.intervening;

import dev.waybill.ops.OpsRequest.Wish;
import dev.waybill.sagas.Happening;
import dev.waybill.sagas.Refusal;
import java.util.Locale;

/** What ops can tell a saga to do; the engine decides whether its state allows that. */
public enum Verb {
    RETRY,
    COMPENSATE,
    SKIP,
    PAUSE,
    RESUME;

    Happening happening(Wish wish) {
        return switch (this) {
            case RETRY -> new Happening.Retried();
            case COMPENSATE -> new Happening.CalledOff(Refusal.refused("compensated_by_ops", wish.reason()));
            case SKIP -> new Happening.Skipped(wish.requireStep());
            case PAUSE -> new Happening.Paused();
            case RESUME -> new Happening.Resumed();
        };
    }

    /** As the log of actions has it. */
    public String lower() {
        return name().toLowerCase(Locale.ROOT);
    }
}
