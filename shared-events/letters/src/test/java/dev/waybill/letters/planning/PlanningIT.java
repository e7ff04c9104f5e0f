package dev.waybill.letters.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.letters.LetterBox;
import dev.waybill.letters.searching.LetterFilter;
import dev.waybill.letters.searching.Selection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlanningIT {

    private static final List<String> TABLES = List.of(
            "dead_letters",
            "parked_orders",
            "dead_letter_history",
            "dead_letter_replays",
            "dead_letter_actions",
            "applied");

    private final LetterBox box = new LetterBox();

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void everyVerdictIsSaidAndNothingIsWritten() {
        UUID fine = box.order(0);
        box.culprit(fine, "no");
        box.behind(fine);
        UUID cut = box.order(1);
        box.garbage(cut, "{\"cut");
        box.behind(cut);
        UUID known = box.culprit(box.order(0), "no");
        box.service().know(known);
        UUID refused = box.order(1);
        box.service().refuse(box.culprit(refused, "no"));
        box.behind(refused);
        List<List<String>> before = contents();
        Plan plan = box.planner().plan(Selection.of(LetterFilter.read(name -> null)));
        assertThat(contents()).isEqualTo(before);
        assertThat(plan.count()).isEqualTo(7);
        assertThat(plan.verdicts())
                .isEqualTo(Map.of(
                        "will_apply", 2L,
                        "duplicate", 1L,
                        "fenced", 0L,
                        "needs_predecessor", 2L,
                        "unreadable", 1L,
                        "rejected", 1L));
        assertThat(plan.letters()).hasSize(7).allSatisfy(letter -> assertThat(letter.why())
                .isNotBlank());
    }

    @Test
    void oneOfWhichNothingCanBeForetoldIsJudgedByItself() {
        box.culprits(0, 10, "no");
        UUID confusing = box.culprit(box.order(0), "no");
        box.service().confuse(confusing);
        Plan plan = box.planner().plan(Selection.of(LetterFilter.read(name -> null)));
        assertThat(plan.verdicts()).containsEntry("will_apply", 10L).containsEntry("rejected", 1L);
        assertThat(plan.letters())
                .filteredOn(letter -> letter.verdict().equals("rejected"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.why()).contains(confusing + " confuses"));
    }

    @Test
    void anOrdersLettersThatAreTooMuchToLoadAtOnceStillWaitForEachOther() {
        UUID order = box.order(1);
        box.garbage(order, "x".repeat(3_000_000));
        box.garbage(order, "x".repeat(3_000_000));
        Plan plan = box.planner().plan(Selection.of(LetterFilter.read(name -> null)));
        assertThat(plan.verdicts()).containsEntry("unreadable", 1L).containsEntry("needs_predecessor", 1L);
    }

    @Test
    void aLetterNeedsThoseBeforeIt() {
        UUID order = box.order(0);
        box.culprit(order, "first");
        box.culprit(order, "second");
        Plan plan = box.planner().plan(Selection.of(LetterFilter.read(name -> name.equals("text") ? "second" : null)));
        assertThat(plan.letters()).singleElement().satisfies(letter -> assertThat(letter.verdict())
                .isEqualTo("needs_predecessor"));
    }

    @Test
    void thousandsAreToldInNumbersAndTheFirstByName() {
        box.culprits(0, 1_200, "no %d");
        Plan plan = box.planner().plan(Selection.of(LetterFilter.read(name -> null)));
        assertThat(plan.count()).isEqualTo(1_200);
        assertThat(plan.verdicts()).containsEntry("will_apply", 1_200L);
        assertThat(plan.letters()).hasSize(100);
    }

    @Test
    void theFewThatWouldFailAreNamedBehindHoweverMany() {
        box.culprits(0, 600, "no %d");
        box.culprits(1, 600, "no %d");
        UUID refused = box.order(1);
        box.service().refuse(box.culprit(refused, "no"));
        box.garbage(box.order(0), "{\"cut");
        Plan plan = box.planner().plan(Selection.of(LetterFilter.read(name -> null)));
        assertThat(plan.letters()).hasSize(102);
        assertThat(plan.letters())
                .filteredOn(letter -> letter.verdict().equals("rejected"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.orderId()).isEqualTo(refused));
        assertThat(plan.letters())
                .filteredOn(letter -> letter.verdict().equals("unreadable"))
                .hasSize(1);
    }

    private List<List<String>> contents() {
        return TABLES.stream()
                .map(table -> box.rows().ask("SELECT t::text || t.xmin FROM %s t ORDER BY 1".formatted(table)))
                .toList();
    }
}
