package dev.waybill.letters.planning;

import dev.waybill.contracts.Message;
import dev.waybill.delivery.consuming.Foretelling.Verdict;
import dev.waybill.delivery.consuming.Inbound;
import dev.waybill.letters.Inbounds;
import dev.waybill.letters.LetterRow;
import dev.waybill.letters.OnShards;
import dev.waybill.letters.planning.Line.Candidate;
import dev.waybill.letters.planning.Line.Judged;
import dev.waybill.letters.searching.LetterFilter;
import dev.waybill.letters.searching.Selection;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.shards.sql.Statement;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what a replay would come to. Writes nothing, and locks nothing. */
@Singleton
public class Planner {

    static final Statement<Wanted, InLine> FIND_LINE = Statement.of(
            "letters-find-line",
            Wanted.class,
            InLine.class,
            "WITH " + Selection.CHOSEN + ", " + Selection.LINE + """
            SELECT l.id, l.topic, l.order_id,
                   EXISTS (SELECT FROM dead_letters o
                           WHERE o.status = 'parked' AND o.topic = l.topic AND o.order_id = l.order_id AND o.nr < l.nr
                             AND o.id NOT IN (SELECT line.id FROM line)
                             -- A replay waits for another that has begun.
                             AND (o.replay_state IS DISTINCT FROM 'waiting'
                                  OR NOT EXISTS (SELECT FROM dead_letter_replays r
                                                 WHERE r.id = o.replay AND r.status = 'RUNNING'))) AS blocked,
            """ + LetterRow.BYTES + """
            FROM dead_letters l
            WHERE l.status = 'parked' AND l.id IN (SELECT line.id FROM line)
            ORDER BY l.nr
            """);

    static final Statement<Named, LetterRow> LOAD =
            Statement.of("letters-load", Named.class, LetterRow.class, "SELECT " + LetterRow.COLUMNS_TO_APPLY + """
            FROM dead_letters l
            WHERE l.id = ANY(:ids) AND l.status = 'parked'
            ORDER BY l.nr
            """);

    private static final int PART = 500;

    private final Shards shards;
    private final Inbounds inbounds;

    public Planner(Shards shards, Inbounds inbounds) {
        this.shards = shards;
        this.inbounds = inbounds;
    }

    record Wanted(List<UUID> ids, List<LetterFilter> filter) {}

    record Named(List<UUID> ids) {}

    record InLine(UUID id, String topic, @Nullable UUID orderId, boolean blocked, int bytes) {}

    public Plan plan(Selection selection) {
        OnShards<Tally> answers = OnShards.of(shards, shard -> plan(shard, selection));
        return Plan.of(answers.done().values(), answers.away());
    }

    private Tally plan(Shard shard, Selection selection) {
        Map<String, List<InLine>> byTopic = new LinkedHashMap<>();
        shard.run(Selection.MANY, FIND_LINE, new Wanted(selection.ids(), selection.filter()))
                .forEach(each -> byTopic.computeIfAbsent(each.topic(), any -> new ArrayList<>())
                        .add(each));
        Tally tally = new Tally();
        byTopic.forEach((topic, line) -> judge(shard, topic, line, tally));
        return tally;
    }

    /** Part by part: neither the letters nor what they say is kept any longer than it takes to judge them. */
    private void judge(Shard shard, String topic, List<InLine> line, Tally tally) {
        Set<UUID> stuck = new HashSet<>();
        for (List<InLine> part : Parts.of(line, InLine::orderId, PART, InLine::bytes, LetterRow.MOST_BYTES)) {
            for (Judged each : judge(shard, topic, part, stuck)) {
                tally.add(each);
                UUID order = each.row().orderId();
                if (each.stays() && order != null) {
                    stuck.add(order);
                }
            }
        }
    }

    private List<Judged> judge(Shard shard, String topic, List<InLine> part, Set<UUID> stuck) {
        Set<UUID> blocked =
                part.stream().filter(InLine::blocked).map(InLine::id).collect(Collectors.toSet());
        List<Candidate> candidates = shard
                .run(LOAD, new Named(part.stream().map(InLine::id).toList()))
                .stream()
                .map(row -> new Candidate(row, blocked.contains(row.id())))
                .toList();
        return inbounds.of(topic)
                .map(inbound -> judge(inbound, shard, candidates, stuck))
                .orElseGet(() -> candidates.stream().map(Planner::nobodys).toList());
    }

    private static <M extends Message> List<Judged> judge(
            Inbound<M> inbound, Shard shard, List<Candidate> candidates, Set<UUID> stuck) {
        Line<M> line = Line.of(candidates, inbound.reader(), null, stuck);
        return line.judge(Foresight.of(inbound.foretelling(), shard, line.openMessages()));
    }

    private static Judged nobodys(Candidate candidate) {
        return new Judged(
                candidate.row(),
                Verdict.UNREADABLE,
                "This release does not read %s.".formatted(candidate.row().topic()));
    }
}
