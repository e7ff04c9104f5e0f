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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a replay would come to, as it is now.
 *
 * @param count letters that it would concern
 * @param verdicts how many there are of each
 * @param letters the first {@value Tally#SHOWN} of each verdict, verdict by verdict
 * @param shardsAway whose letters are not among them
 */
public record Plan(long count, Map<String, Long> verdicts, List<Letter> letters, List<String> shardsAway) {

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

    static Plan of(Collection<Tally> ofShards, List<String> away) {
        Map<String, Long> verdicts = new LinkedHashMap<>();
        for (Verdict verdict : Verdict.values()) {
            verdicts.put(
                    lower(verdict),
                    ofShards.stream().mapToLong(each -> each.count(verdict)).sum());
        }
        List<Letter> shown = Arrays.stream(Verdict.values())
                .flatMap(verdict -> first(ofShards, verdict))
                .toList();
        long count = verdicts.values().stream().mapToLong(Long::longValue).sum();
        return new Plan(count, verdicts, shown, away);
    }

    private static Stream<Letter> first(Collection<Tally> ofShards, Verdict verdict) {
        return ofShards.stream().flatMap(each -> each.first(verdict).stream()).limit(Tally.SHOWN);
    }

    private static String lower(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
