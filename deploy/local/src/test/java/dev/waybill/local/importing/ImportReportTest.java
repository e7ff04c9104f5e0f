package dev.waybill.local.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ImportReportTest {
    private static final Invoice TWO_LINES = invoice("1", 2);
    private static final Invoice ONE_LINE = invoice("2", 1);

    private final ImportReport report = new ImportReport(
            new ImportPlan(5, List.of(TWO_LINES, ONE_LINE), Map.of(Refusal.NO_GOODS, 2L), List.of(), List.of()));

    @Test
    void isCompleteWhenEveryRowIsAccountedFor() {
        report.add(confirmed(TWO_LINES, 10));
        assertThat(report.isComplete()).isFalse();
        report.add(new Outcome.Decided(ONE_LINE, "id", "REJECTED", "OUT_OF_STOCK", Duration.ofMillis(30)));
        assertThat(report.isComplete()).isTrue();
        assertThat(report.ordersByState()).isEqualTo(Map.of("CONFIRMED", 1L, "REJECTED", 1L));
        assertThat(report.linesByState()).isEqualTo(Map.of("CONFIRMED", 2L, "REJECTED", 1L));
    }

    @Test
    void anOrderThatWasNotTakenFailsTheImportButNotTheSum() {
        report.add(confirmed(ONE_LINE, 10));
        report.add(new Outcome.Refused(TWO_LINES, "Unprocessable"));
        assertThat(report.isComplete()).isFalse();
        assertThat(report.refusedRows()).isEqualTo(Map.of(Refusal.NO_GOODS, 2L, Refusal.ORDER_REFUSED, 2L));
    }

    @Test
    void aRowIsTakenBackWhenAllOfItsPartsAre() {
        Reversal first = reversal("1", Reversal.How.CANCEL, Set.of(3L));
        Reversal second = reversal("2", Reversal.How.RETURN, Set.of(3L, 4L));
        ImportReport report = report(first, second);
        report.add(confirmed(TWO_LINES, 10));
        report.reversals().add(new ReversalOutcome.Done(first, 2, 850));
        assertThat(report.reversals().rows()).isZero();
        report.reversals().add(new ReversalOutcome.Done(second, 3, 1275));
        assertThat(report.reversals().rows()).isEqualTo(2);
        assertThat(report.isComplete()).isTrue();
        assertThat(ImportTable.of(report, Duration.ofSeconds(1)))
                .containsPattern("orders cancelled +1\n")
                .containsPattern("returns +1\n")
                .containsPattern("units +5\n")
                .containsPattern("pence refunded +2,125\n")
                .containsPattern("taken back +2\n");
    }

    @Test
    void whatTheServiceDoesNotTakeBackFailsTheImport() {
        Reversal first = reversal("1", Reversal.How.CANCEL, Set.of(3L));
        Reversal second = reversal("2", Reversal.How.RETURN, Set.of(3L, 4L));
        ImportReport report = report(first, second);
        report.add(confirmed(TWO_LINES, 10));
        report.reversals().add(new ReversalOutcome.Done(first, 2, 850));
        report.reversals().add(new ReversalOutcome.Failed(second, Refusal.NOT_TAKEN_BACK, "No"));
        assertThat(report.refusedRows()).isEqualTo(Map.of(Refusal.NOT_TAKEN_BACK, 2L));
        assertThat(report.isComplete()).isFalse();
    }

    @Test
    void percentilesAreTimesThatWereMeasured() {
        report.add(confirmed(TWO_LINES, 10));
        report.add(confirmed(ONE_LINE, 30));
        assertThat(report.percentile(0.5)).isEqualTo(Duration.ofMillis(10));
        assertThat(report.percentile(0.99)).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void theTableEndsWithTheSpeed() {
        report.add(confirmed(TWO_LINES, 10));
        report.add(confirmed(ONE_LINE, 30));
        assertThat(ImportTable.of(report, Duration.ofSeconds(2)))
                .contains("refused: no_goods", "in orders CONFIRMED")
                .endsWith("2 orders in 2.0 s, 1 orders/s; from POST to final state p50 10 ms, p99 30 ms\n");
    }

    private static ImportReport report(Reversal... reversals) {
        return new ImportReport(new ImportPlan(4, List.of(TWO_LINES), Map.of(), List.of(), List.of(reversals)));
    }

    private static Reversal reversal(String invoice, Reversal.How how, Set<Long> rows) {
        return new Reversal("C1", invoice, how, new TreeMap<>(Map.of(1, 2)), rows);
    }

    private static Outcome confirmed(Invoice invoice, long millis) {
        return new Outcome.Decided(invoice, "id", "CONFIRMED", "", Duration.ofMillis(millis));
    }

    private static Invoice invoice(String number, int lines) {
        return new Invoice(
                number,
                1,
                "17850",
                "GB",
                java.util.Collections.nCopies(lines, new Invoice.Line("22139", 1, 425, "TEA")));
    }
}
