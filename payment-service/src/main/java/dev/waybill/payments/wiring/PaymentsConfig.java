package dev.waybill.payments.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How payments ask their providers. */
@ConfigMapping(prefix = "waybill.payments")
public interface PaymentsConfig {

    /** Calls to the provider that this process has open at most. */
    @WithDefault("256")
    int openCalls();

    /** Calls that may wait in memory for a place; more wait in the database. */
    @WithDefault("10000")
    int waitingCalls();

    /** How long a call waits for its answer. After that its outcome is in doubt. */
    @WithDefault("4s")
    Duration callDeadline();

    /** How long a call must be open before it is made again; longer than {@link #callDeadline}. Doubles with every try. */
    @WithDefault("5s")
    Duration inDoubtAfter();

    /** The longest time between two tries. */
    @WithDefault("1m")
    Duration inDoubtAtMost();

    /** How often a shard is looked at for calls in doubt. */
    @WithDefault("500ms")
    Duration inDoubtCheck();

    /** The simulated provider. */
    Simulated simulated();

    interface Simulated {
        /** How long {@code tok_slow} and {@code tok_slow_capture} take to answer. */
        @WithDefault("3s")
        Duration slowness();
    }
}
