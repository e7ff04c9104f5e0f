package dev.waybill.local.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.importing.Reversal.How;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MatchingTest {
    private static final String TEA = "22139";
    private static final String CUP = "22140";

    @Test
    void someOfAnOrderIsAReturn() {
        assertThat(matched(List.of(invoice("1", 1, tea(6), cup(2))), credit("C1", 9, TEA, 4)))
                .containsExactly(reversal("C1", "1", How.RETURN, Map.of(1, 4), 9L));
    }

    @Test
    void allOfAnOrderIsItsCancel() {
        assertThat(matched(List.of(invoice("1", 1, tea(6), cup(2))), credit("C1", 9, TEA, 6), credit("C1", 10, CUP, 2)))
                .containsExactly(reversal("C1", "1", How.CANCEL, Map.of(1, 6, 2, 2), 9L, 10L));
    }

    @Test
    void whoeverTakesTheRestBackCancels() {
        assertThat(matched(List.of(invoice("1", 1, tea(6))), credit("C1", 8, TEA, 5), credit("C2", 9, TEA, 1)))
                .containsExactly(
                        reversal("C1", "1", How.RETURN, Map.of(1, 5), 8L),
                        reversal("C2", "1", How.CANCEL, Map.of(1, 1), 9L));
    }

    @Test
    void theLatestInvoiceComesFirst() {
        assertThat(matched(
                        List.of(invoice("1", 1, tea(6)), invoice("2", 2, tea(6)), invoice("3", 20, tea(6))),
                        credit("C1", 9, TEA, 1)))
                .containsExactly(reversal("C1", "2", How.RETURN, Map.of(1, 1), 9L));
    }

    @Test
    void theSamePriceComesBeforeTheLatest() {
        Invoice.Line dear = new Invoice.Line(TEA, 6, 500, "TEA");
        assertThat(matched(List.of(invoice("1", 1, tea(6)), invoice("2", 2, dear)), credit("C1", 9, TEA, 7)))
                .containsExactly(
                        reversal("C1", "1", How.CANCEL, Map.of(1, 6), 9L),
                        reversal("C1", "2", How.RETURN, Map.of(1, 1), 9L));
    }

    @Test
    void oneProductOnTwoLinesIsOneReversal() {
        assertThat(matched(List.of(invoice("1", 1, tea(2), cup(1), tea(3))), credit("C1", 9, TEA, 4)))
                .containsExactly(reversal("C1", "1", How.RETURN, Map.of(1, 2, 3, 2), 9L));
    }

    @Test
    void moreThanIsLeftIsRefusedInFull() {
        Matching.Matched matched = Matching.of(
                List.of(invoice("1", 1, tea(6))), List.of(credit("C1", 8, TEA, 4), credit("C2", 9, TEA, 3)));
        assertThat(matched.reversals()).containsExactly(reversal("C1", "1", How.RETURN, Map.of(1, 4), 8L));
        assertThat(matched.refused()).isEqualTo(Map.of(Refusal.MORE_THAN_WAS_BOUGHT, 1L));
    }

    @Test
    void whatIsBoughtLaterOrByOthersDoesNotComeBack() {
        Invoice ofAnother = new Invoice("2", 2, "17851", "GB", List.of(tea(6)));
        Invoice ofAGuest = new Invoice("3", 3, null, "GB", List.of(tea(6)));
        Matching.Matched matched = Matching.of(
                List.of(invoice("1", 1, cup(6)), ofAnother, ofAGuest, invoice("4", 10, tea(6))),
                List.of(credit("C1", 9, TEA, 1)));
        assertThat(matched.reversals()).isEmpty();
        assertThat(matched.refused()).isEqualTo(Map.of(Refusal.NOT_BOUGHT_BEFORE, 1L));
    }

    private static List<Reversal> matched(List<Invoice> invoices, Credit... credits) {
        Matching.Matched matched = Matching.of(invoices, List.of(credits));
        assertThat(matched.refused()).isEmpty();
        return matched.reversals();
    }

    private static Invoice invoice(String number, long row, Invoice.Line... lines) {
        return new Invoice(number, row, "17850", "GB", List.of(lines));
    }

    private static Invoice.Line tea(int quantity) {
        return new Invoice.Line(TEA, quantity, 425, "TEA");
    }

    private static Invoice.Line cup(int quantity) {
        return new Invoice.Line(CUP, quantity, 375, "CUP");
    }

    private static Credit credit(String number, long row, String sku, int quantity) {
        return new Credit(row, number, "17850", sku, quantity, sku.equals(TEA) ? 425 : 375);
    }

    private static Reversal reversal(
            String credit, String invoice, How how, Map<Integer, Integer> units, Long... rows) {
        return new Reversal(credit, invoice, how, new TreeMap<>(units), Set.of(rows));
    }
}
