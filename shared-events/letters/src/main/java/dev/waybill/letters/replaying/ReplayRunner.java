package dev.waybill.letters.replaying;

import dev.waybill.delivery.consuming.Inbound;
import dev.waybill.delivery.letters.Cause;
import dev.waybill.letters.Inbounds;
import dev.waybill.letters.LetterRow;
import dev.waybill.letters.planning.Line.Candidate;
import dev.waybill.letters.planning.Parts;
import dev.waybill.letters.replaying.ReplayStatements.ById;
import dev.waybill.letters.replaying.ReplayStatements.Held;
import dev.waybill.letters.replaying.ReplayStatements.Named;
import dev.waybill.letters.replaying.ReplayStatements.Next;
import dev.waybill.letters.replaying.ReplayStatements.NextLetter;
import dev.waybill.letters.replaying.ReplayStatements.Stop;
import dev.waybill.shards.Shard;
import dev.waybill.shards.SqlFailure;
import dev.waybill.shards.sql.NoParameters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Carries the replays of one shard on, a turn at a time. One process at a time does so for each, whichever it is: what it
 * has not done when it dies still carries the replay's name, and another finds it.
 */
final class ReplayRunner {

    static final int MOST = 500;

    static final int MOST_BUGS = 3;

    private static final Logger LOG = Logger.getLogger(ReplayRunner.class);

    private final Shard shard;
    private final Inbounds inbounds;
    private final String holder;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Map<UUID, Pace> paces = new HashMap<>();
    /** How often in a row each failed through one. */
    private final Map<UUID, Integer> bugs = new HashMap<>();

    /**
     * @param holder names this process in the lease
     */
    ReplayRunner(Shard shard, Inbounds inbounds, String holder, Clock clock, MeterRegistry metrics) {
        this.shard = shard;
        this.inbounds = inbounds;
        this.holder = holder;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * One turn of each replay that is running, as far as its pace allows. Not for several threads.
     *
     * @return whether any is running
     */
    boolean runOnce() {
        if (!shard.ready()) {
            return false;
        }
        List<ById> running = shard.run(ReplayStatements.RUNNING, NoParameters.NONE);
        List<UUID> ids = running.stream().map(ById::replay).toList();
        paces.keySet().retainAll(ids);
        bugs.keySet().retainAll(ids);
        takeAll(running);
        return !running.isEmpty();
    }

    /** One that fails does not keep the others from their turn. */
    private void takeAll(List<ById> running) {
        RuntimeException failure = null;
        for (ById each : running) {
            // Whatever a handler has to say of a letter, it says of this replay.
            MDC.put(LetterRow.REPLAYED, each.replay());
            try {
                take(each.replay());
            } catch (RuntimeException e) {
                if (!stopsAfter(each.replay(), e)) {
                    failure = e;
                }
            } finally {
                MDC.remove(LetterRow.REPLAYED);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * What will pass is waited for. A bug does not: a replay that meets it over and over does nothing else, and ops would
     * wait for it for ever.
     *
     * @return whether the replay has stopped by it
     */
    private boolean stopsAfter(UUID id, RuntimeException failure) {
        if (SqlFailure.of(failure) == SqlFailure.TRANSIENT || bugs.merge(id, 1, Integer::sum) < MOST_BUGS) {
            return false;
        }
        // As a cause: text as a database takes it.
        String why = Cause.of("bug", "it could not go on, %d times: %s".formatted(MOST_BUGS, failure))
                .message();
        LOG.errorf(failure, "replay %s stops on %s: %s", id, shard.name(), why);
        shard.run(ReplayStatements.STOP, new Stop(id, why));
        bugs.remove(id);
        return true;
    }

    private void take(UUID id) {
        Pace known = paces.get(id);
        if (known != null && known.available(System.nanoTime()) < 1) {
            return;
        }
        shard.run(ReplayStatements.TAKE, new Held(id, holder)).forEach(replay -> {
            Optional<String> why = StopRule.why(replay.tries(), replay.failures(), replay.stopAtErrorPercent());
            if (why.isPresent()) {
                LOG.warnf("replay %s stops on %s: %s", id, shard.name(), why.get());
                shard.run(ReplayStatements.STOP, new Stop(id, why.get()));
            } else {
                turn(replay, pace(replay));
                bugs.remove(id);
            }
        });
    }

    private void count(String outcome, long letters) {
        metrics.counter("waybill.dead.letters.replayed", "outcome", outcome).increment((double) letters);
    }

    private Pace pace(ReplayRow replay) {
        return paces.compute(
                replay.id(),
                (id, known) -> known == null || known.perSecond() != replay.sharePerSecond()
                        ? new Pace(replay.sharePerSecond(), System.nanoTime())
                        : known);
    }

    private void turn(ReplayRow replay, Pace pace) {
        int most = StopRule.untilNext(replay.tries(), Math.min(MOST, pace.available(System.nanoTime())));
        // What would be too much to load at once waits for the next turn; all that it waits for is before it.
        List<NextLetter> next = Parts.first(
                shard.run(ReplayStatements.NEXT, new Next(replay.id(), most)), NextLetter::bytes, LetterRow.MOST_BYTES);
        if (next.isEmpty()) {
            if (shard.run(ReplayStatements.FINISH, new ById(replay.id())).isEmpty()) {
                // What is left of it waits for another replay, and is looked at again in a second.
                pace.use(pace.perSecond());
            } else {
                LOG.infof("replay %s has nothing left to do on %s", replay.id(), shard.name());
            }
            return;
        }
        pace.use(next.size());
        candidates(next).forEach((topic, candidates) -> turn(replay, topic, candidates));
    }

    private Map<String, List<Candidate>> candidates(List<NextLetter> next) {
        Map<UUID, Boolean> blocked = new HashMap<>();
        next.forEach(each -> blocked.put(each.id(), each.blocked()));
        List<UUID> ids = next.stream().map(NextLetter::id).toList();
        Map<String, List<Candidate>> byTopic = new LinkedHashMap<>();
        for (LetterRow row : shard.run(ReplayStatements.LOAD, new Named(ids))) {
            byTopic.computeIfAbsent(row.topic(), any -> new ArrayList<>())
                    .add(new Candidate(row, blocked.getOrDefault(row.id(), false)));
        }
        return byTopic;
    }

    private void turn(ReplayRow replay, String topic, List<Candidate> candidates) {
        Optional<Inbound<?>> inbound = inbounds.of(topic);
        if (inbound.isEmpty()) {
            shard.run(ReplayStatements.STOP, new Stop(replay.id(), "this release does not read %s".formatted(topic)));
            return;
        }
        LOG.debugf("replay %s applies %d letters of %s on %s", replay.id(), candidates.size(), topic, shard.name());
        new ReplayTurn<>(inbound.get(), shard, replay, candidates, clock.instant())
                .run()
                .forEach(this::count);
    }
}
