package dev.waybill.local.importing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {
    @ParameterizedTest
    @CsvSource({
        "536379,  D,      -1, 27.50, NEGATIVE_QUANTITY",
        "C536379, D,      -1, 27.50, NO_GOODS",
        "C539409, post,   -1, 18,    NO_GOODS",
        "C536543, 22632,   1, 2.10,  TAKES_NOTHING_BACK",
        "C536543, 22632,   0, 2.10,  TAKES_NOTHING_BACK",
        "C536543, 22632,   x, 2.10,  UNREADABLE",
        "C536543, 22632,  -1, x,     UNREADABLE",
        "C536543, 22632,  -1, 0,     ZERO_PRICE",
        "C536543, 22632,  -99999999999, 1, QUANTITY_TOO_HIGH",
        "C536 543, 22632, -1, 2.10,  BAD_INVOICE_NUMBER",
        "A563185, B,       1, 11062.06, ADJUSTMENT",
        "536414,  22139,  56, 0,     ZERO_PRICE",
        "536414,  22139,  56, 0.000, ZERO_PRICE",
        "536414,  22139, -10, 0,     NEGATIVE_QUANTITY",
        "536414,  22139,   0, 1.25,  NEGATIVE_QUANTITY",
        "536414,  22139,   1, -1.25, NEGATIVE_PRICE",
        "550193,  PADS,    1, 0.001, FRACTION_OF_A_PENNY",
        "536414,  22139,   x, 1.25,  UNREADABLE",
        "536414,  22139,   1, x,     UNREADABLE",
        "536414,  '',      1, 1.25,  UNREADABLE",
        "'',      22139,   1, 1.25,  UNREADABLE",
        "536414,  22139, 99999999999, 1, QUANTITY_TOO_HIGH",
        "536414,  22139, 1000001, 1, QUANTITY_TOO_HIGH",
        "536414,  22139,   1, 1E30,  PRICE_TOO_HIGH",
        "536414,  22139,   1, 1E2147483647, PRICE_TOO_HIGH",
        "536414,  22139,   1, 10000000000.01, PRICE_TOO_HIGH",
        "536414,  22139,   1, 1E-2147483647, FRACTION_OF_A_PENNY",
        "536414,  22139,   1, -1E2147483647, NEGATIVE_PRICE",
        "536 414, 22139,   1, 1.25,  BAD_INVOICE_NUMBER",
    })
    void refuses(String invoice, String sku, String quantity, String price, Refusal reason) {
        assertThat(Decision.of(row(invoice, sku, quantity, price))).isEqualTo(new Decision.Refused(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "85123A, 6, 2.55, 85123A, 255",
        "72349b, 1, 2.1,  72349B, 210",
        "POST,   1, 18,   POST,   1800",
        "m,      1, 13541.33, M,  1354133",
        "BANK CHARGES, 1, 15, BANK CHARGES, 1500",
        "22139,  1, 1.250, 22139, 125",
        "22139,  1000000, 1E10, 22139, 1000000000000",
    })
    void sells(String written, int quantity, String pounds, String sku, long pence) {
        assertThat(Decision.of(row("536365", written, Integer.toString(quantity), pounds)))
                .isEqualTo(new Decision.Sold(new Invoice.Line(sku, quantity, pence, "THING")));
    }

    @Test
    void takesBack() {
        assertThat(Decision.of(row("C536379", "72349b", "-12", "2.1")))
                .isEqualTo(new Decision.TakenBack(new Credit(1, "C536379", "17850", "72349B", 12, 210)));
    }

    @Test
    void takesNothingBackFromNobody() {
        Row row = new Row(1, "C536379", "22632", "THING", "-1", "2.1", "NA", "United Kingdom");
        assertThat(Decision.of(row)).isEqualTo(new Decision.Refused(Refusal.NO_CUSTOMER));
    }

    @Test
    void refusesASkuThatNoServiceTakes() {
        assertThat(Decision.of(row("536365", "x".repeat(65), "1", "1")))
                .isEqualTo(new Decision.Refused(Refusal.SKU_TOO_LONG));
        assertThat(Decision.of(row("536365", "x\0y", "1", "1"))).isEqualTo(new Decision.Refused(Refusal.UNREADABLE));
    }

    @Test
    void labelsAreWordsOfTheTable() {
        assertThat(Refusal.NOT_BOUGHT_BEFORE.label()).isEqualTo("not_bought_before");
    }

    private static Row row(String invoice, String sku, String quantity, String price) {
        return new Row(1, invoice, sku, "THING", quantity, price, "17850", "United Kingdom");
    }
}
