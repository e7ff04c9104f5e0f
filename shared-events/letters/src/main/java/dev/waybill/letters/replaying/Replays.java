package dev.waybill.letters.replaying;

import dev.waybill.http.Problem;
import dev.waybill.letters.OnShards;
import dev.waybill.letters.replaying.ReplayStatements.Begin;
import dev.waybill.letters.replaying.ReplayStatements.Begun;
import dev.waybill.letters.replaying.ReplayStatements.ById;
import dev.waybill.letters.replaying.ReplayStatements.Latest;
import dev.waybill.letters.replaying.ReplayStatements.Share;
import dev.waybill.letters.replaying.ReplayStatements.Told;
import dev.waybill.letters.searching.Selection;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.shards.sql.NoParameters;
import dev.waybill.shards.sql.Statement;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Replays of selections, over all shards. */
@Singleton
public class Replays {

    private static final Logger LOG = Logger.getLogger(Replays.class);

    private final Shards shards;
    private final ReplaySchedule schedule;
    private final Clock clock;

    public Replays(Shards shards, ReplaySchedule schedule, Clock clock) {
        this.shards = shards;
        this.schedule = schedule;
        this.clock = clock;
    }

    /**
     * What ops wants.
     *
     * @param perSecond letters, over all shards, of which each that has any gets one at least
     * @param stopAtErrorPercent of the letters tried, on one shard
     */
    public record Wish(
            UUID id, Selection selection, String actor, String reason, int perSecond, int stopAtErrorPercent) {}

    /**
     * Begins it: what is selected now is all that it concerns, and what comes behind that until it is done. Asked for again
     * under one id, it is the same replay.
     *
     * @throws dev.waybill.http.ProblemException 503, if a shard is away; on the others it has begun
     */
    public ReplayView begin(Wish wish) {
        OnShards<Part> begun = OnShards.of(shards, shard -> begin(shard, wish));
        share(begun.done(), wish.id());
        schedule.hurry();
        LOG.infof(
                "%s of ops: replay %s of %s: %s",
                wish.actor(), wish.id(), wish.selection().inWords(), wish.reason());
        begun.requireAll("Ask for the replay again under the id %s.".formatted(wish.id()));
        return find(wish.id());
    }

    /** One shard's, as far as it has not ended. */
    private record Part(long letters, int perSecond) {}

    private Part begin(Shard shard, Wish wish) {
        Begin begin = new Begin(
                wish.selection().ids(),
                wish.selection().filter(),
                wish.id(),
                wish.actor(),
                wish.reason(),
                wish.selection().inWords(),
                wish.perSecond(),
                wish.stopAtErrorPercent(),
                clock.instant());
        List<Begun> begun = shard.inTransaction(Selection.MANY, transaction -> {
            transaction.send(ReplayStatements.BEGIN_ALONE, NoParameters.NONE);
            return transaction.send(ReplayStatements.BEGIN, begin);
        });
        return begun.isEmpty()
                ? begunBefore(shard, wish.id())
                : new Part(begun.getFirst().letters(), wish.perSecond());
    }

    /** Asked for again, since another shard was away: what this one has begun counts for its share as it did, at its pace. */
    private static Part begunBefore(Shard shard, UUID id) {
        return shard.run(ReplayStatements.BY_ID, new ById(id)).stream()
                .map(row -> new Part(row.status() == ReplayRow.Status.RUNNING ? row.letters() : 0, row.perSecond()))
                .findFirst()
                .orElse(new Part(0, 0));
    }

    /** To each shard as much of the pace as it has of the letters, and one at least. */
    private static void share(Map<Shard, Part> parts, UUID id) {
        long all = parts.values().stream().mapToLong(Part::letters).sum();
        parts.forEach((shard, part) -> {
            if (part.letters() > 0 && part.letters() < all) {
                int share = Math.toIntExact(Math.max(1, part.perSecond() * part.letters() / all));
                shard.run(ReplayStatements.SHARE, new Share(id, share));
            }
        });
    }

    /** @throws dev.waybill.http.ProblemException 404 */
    public ReplayView find(UUID id) {
        OnShards<List<ReplayRow>> answers =
                OnShards.of(shards, shard -> shard.run(ReplayStatements.BY_ID, new ById(id)));
        List<ReplayRow> parts = flat(answers.done().values());
        if (parts.isEmpty()) {
            throw Problem.notFound("There is no replay \"%s\" here.".formatted(id))
                    .toException();
        }
        return ReplayView.of(parts, answers.away());
    }

    /**
     * @param replays newest first
     */
    public record Listed(List<ReplayView> replays, List<String> shardsAway) {}

    public Listed list(int limit) {
        OnShards<List<ReplayRow>> answers =
                OnShards.of(shards, shard -> shard.run(ReplayStatements.LATEST, new Latest(limit)));
        Map<UUID, List<ReplayRow>> byId = new LinkedHashMap<>();
        flat(answers.done().values()).forEach(row -> byId.computeIfAbsent(row.id(), any -> new ArrayList<>())
                .add(row));
        List<ReplayView> newest = byId.values().stream()
                .map(parts -> ReplayView.of(parts, answers.away()))
                .sorted(Comparator.comparing(ReplayView::at).reversed())
                .limit(limit)
                .toList();
        return new Listed(newest, answers.away());
    }

    /** Ends it; what it has not done stays parked. 409 if it has ended. */
    public ReplayView cancel(UUID id, String actor, String reason) {
        return tell(id, "cancel", ReplayStatements.CANCEL, new Told(id, actor, reason, clock.instant()));
    }

    /** Lets one that stopped, or was cancelled, go on with what it has not done. 409 if there is no such thing. */
    public ReplayView resume(UUID id, String actor, String reason) {
        return tell(id, "resume", ReplayStatements.RESUME, new Told(id, actor, reason, clock.instant()));
    }

    private ReplayView tell(UUID id, String verb, Statement<Told, ReplayRow> statement, Told told) {
        ReplayView before = find(id);
        OnShards<List<ReplayRow>> answers = OnShards.of(shards, shard -> shard.run(statement, told));
        if (flat(answers.done().values()).isEmpty()) {
            throw Problem.of(
                            409,
                            "replay-does-not-allow-it",
                            "The replay's state does not allow it",
                            "It is %s: there is nothing to %s.".formatted(before.status(), verb))
                    .toException();
        }
        LOG.infof("%s of ops: %s replay %s: %s", told.actor(), verb, id, told.reason());
        schedule.hurry();
        answers.requireAll("The same request can be repeated until all are.");
        return find(id);
    }

    private static List<ReplayRow> flat(Collection<List<ReplayRow>> rows) {
        return rows.stream().flatMap(List::stream).toList();
    }
}
