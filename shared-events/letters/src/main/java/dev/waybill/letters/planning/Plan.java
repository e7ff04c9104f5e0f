package dev.waybill.letters.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waybill.delivery.consuming.Foretelling.Verdict;
import dev.waybill.letters.planning.Line.Judged;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a replay would come to, as it is now.
 *
 * @param count letters that it would concern
 * @param verdicts how many there are of each
 * @param letters the first of them
 * @param shardsAway whose letters are not among them
 */
public record Plan(long count, Map<String, Long> verdicts, List<Letter> letters, List<String> shardsAway) {

    private static final int SHOWN = 200;

    /**
     * @param why a sentence
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Letter(
            UUID id, @Nullable UUID orderId, @Nullable String type, String verdict, String why) {

        static Letter of(Judged judged) {
            return new Letter(
                    judged.row().id(),
                    judged.row().orderId(),
                    judged.row().type(),
                    lower(judged.verdict()),
                    judged.why());
        }
    }

    static Plan of(Collection<List<Judged>> ofShards, List<String> away) {
        Map<String, Long> verdicts = new LinkedHashMap<>();
        Arrays.stream(Verdict.values()).forEach(verdict -> verdicts.put(lower(verdict), 0L));
        ofShards.forEach(part -> part.forEach(each -> verdicts.merge(lower(each.verdict()), 1L, Long::sum)));
        List<Letter> shown = ofShards.stream()
                .flatMap(List::stream)
                .limit(SHOWN)
                .map(Letter::of)
                .toList();
        return new Plan(ofShards.stream().mapToLong(List::size).sum(), verdicts, shown, away);
    }

    private static String lower(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
