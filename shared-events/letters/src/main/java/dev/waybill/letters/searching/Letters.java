package dev.waybill.letters.searching;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waybill.http.Problem;
import dev.waybill.letters.LetterRow;
import dev.waybill.letters.LetterView;
import dev.waybill.letters.OnShards;
import dev.waybill.letters.searching.LetterStatements.ById;
import dev.waybill.letters.searching.LetterStatements.Grouped;
import dev.waybill.letters.searching.LetterStatements.Page;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The letters of all shards. */
@Singleton
public class Letters {

    private final Shards shards;
    private final String service;

    public Letters(Shards shards, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.shards = shards;
        this.service = service;
    }

    /**
     * A part of the list, newest last failure first.
     *
     * @param next where it goes on; null at its end
     * @param shardsAway whose letters are missing here
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Found(List<LetterView> letters, @Nullable String next, List<String> shardsAway) {}

    /** Where a letter is. */
    public record Stored(Shard shard, LetterRow row) {}

    /** None where the search is about another service's. */
    public Selection here(Selection selection) {
        return new Selection(
                selection.ids(),
                selection.filter().stream()
                        .flatMap(filter -> here(filter).stream())
                        .toList());
    }

    private List<LetterFilter> here(LetterFilter filter) {
        return filter.service() == null || filter.service().equals(service) ? List.of(filter) : List.of();
    }

    public Found list(LetterFilter filter, int limit, @Nullable String cursor) {
        Cursor after = Cursor.parse(cursor);
        Page page = new Page(here(filter), after.at(), after.id(), limit);
        OnShards<List<LetterView>> answers =
                OnShards.of(shards, shard -> shard.run(LetterStatements.PAGE, page).stream()
                        .map(row -> LetterView.brief(row, service, shard.name()))
                        .toList());
        List<LetterView> letters = answers.done().values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(LetterView::lastFailedAt)
                        .reversed()
                        // As Postgres orders ids, which is not as Java does.
                        .thenComparing(letter -> letter.id().toString(), Comparator.reverseOrder()))
                .limit(limit)
                .toList();
        String next =
                letters.size() < limit ? null : Cursor.after(letters.getLast()).text();
        return new Found(letters, next, answers.away());
    }

    public Groups groups(LetterFilter filter) {
        OnShards<List<LetterStatements.GroupRow>> answers =
                OnShards.of(shards, shard -> shard.run(LetterStatements.GROUPS, new Grouped(here(filter))));
        return Groups.of(answers.done().values(), answers.away());
    }

    /** @throws dev.waybill.http.ProblemException 404 */
    public LetterView show(UUID id) {
        Stored stored = find(id);
        return LetterView.whole(
                stored.row(),
                service,
                stored.shard().name(),
                stored.shard().run(LetterStatements.HISTORY, new ById(id)));
    }

    /**
     * @throws dev.waybill.http.ProblemException 404, or 503 if it may be on a shard that is away
     */
    public Stored find(UUID id) {
        OnShards<List<LetterRow>> answers =
                OnShards.of(shards, shard -> shard.run(LetterStatements.BY_ID, new ById(id)));
        for (Map.Entry<Shard, List<LetterRow>> each : answers.done().entrySet()) {
            if (!each.getValue().isEmpty()) {
                return new Stored(each.getKey(), each.getValue().getFirst());
            }
        }
        answers.requireAll("It is not there.");
        throw Problem.notFound("There is no dead letter \"%s\" here.".formatted(id))
                .toException();
    }
}
