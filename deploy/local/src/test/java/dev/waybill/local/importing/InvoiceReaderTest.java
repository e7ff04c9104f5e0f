package dev.waybill.local.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvoiceReaderTest {
    private static final String HEADING =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    @Test
    void everyRowIsALineOrARefusal() throws IOException {
        ImportPlan plan = plan("""
                536365,85123A,HEART HOLDER,6,2010-12-01 08:26:00,2.55,17850,United Kingdom
                C536379,D,Discount,-1,2010-12-01 09:41:00,27.5,14527,United Kingdom
                536414,22139,NA,56,2010-12-01 11:52:00,0,NA,United Kingdom
                536365,71053,METAL LANTERN,6,2010-12-01 08:26:00,3.39,17850,United Kingdom
                """);
        assertThat(plan.rows()).isEqualTo(4);
        assertThat(plan.soldLines()).isEqualTo(2);
        assertThat(plan.refused()).isEqualTo(Map.of(Refusal.NO_GOODS, 1L, Refusal.ZERO_PRICE, 1L));
    }

    @Test
    void aCreditIsNoRefusalOnlyIfItFindsItsOrder() throws IOException {
        ImportPlan plan = plan("""
                C1,22139,TEA SET,-1,2010-12-01 08:00:00,4.25,17850,United Kingdom
                2,22139,TEA SET,2,2010-12-01 08:26:00,4.25,17850,United Kingdom
                C3,22139,TEA SET,-1,2010-12-01 09:00:00,4.25,17850,United Kingdom
                """);
        assertThat(plan.refused()).isEqualTo(Map.of(Refusal.NOT_BOUGHT_BEFORE, 1L));
        assertThat(plan.reversals()).singleElement().satisfies(reversal -> {
            assertThat(reversal.key()).isEqualTo("invoice-C3-of-2");
            assertThat(reversal.rows()).containsExactly(3L);
        });
    }

    @Test
    void theSameProductTwiceStaysTwoLines() throws IOException {
        ImportPlan plan = plan("""
                1,22139,TEA SET,1,2010-12-01 08:26:00,4.25,17850,United Kingdom
                1,22139,TEA SET,2,2010-12-01 08:26:00,3.75,17850,United Kingdom
                """);
        assertThat(plan.invoices().getFirst().lines())
                .extracting(Invoice.Line::price)
                .containsExactly(425L, 375L);
    }

    @Test
    void twoSpellingsAreOneProductWithAllItsUnits() throws IOException {
        ImportPlan plan = plan("""
                1,72349b,SET,1,2010-12-01 08:26:00,2.10,17850,United Kingdom
                2,72349B,NA,2,2010-12-01 08:26:00,2.30,17851,United Kingdom
                3,72349B,SET,4,2010-12-01 08:26:00,2.30,17851,United Kingdom
                """);
        assertThat(plan.goods()).containsExactly(new ImportPlan.Goods("72349B", "SET", 230, 7));
    }

    @Test
    void withoutACustomerItIsAGuest() throws IOException {
        ImportPlan plan = plan("1,22139,TEA SET,1,2010-12-01 08:26:00,4.25,NA,EIRE\n");
        assertThat(plan.invoices().getFirst().customer()).isNull();
        assertThat(plan.invoices().getFirst().country()).isEqualTo("IE");
        assertThat(OrderRequest.of(plan.invoices().getFirst()).customer().name())
                .isEqualTo("guest-1");
    }

    @Test
    void aProductThatNobodyNamedIsCalledByItsSku() throws IOException {
        ImportPlan plan = plan("1,22139,NA,1,2010-12-01 08:26:00,4.25,NA,Atlantis\n");
        assertThat(plan.goods()).containsExactly(new ImportPlan.Goods("22139", "22139", 425, 1));
        assertThat(plan.invoices().getFirst().country()).isEqualTo("GB");
    }

    @Test
    void aRowThatIsCutShortIsCounted() throws IOException {
        ImportPlan plan = plan("1,22139\n");
        assertThat(plan.refused()).isEqualTo(Map.of(Refusal.UNREADABLE, 1L));
    }

    @Test
    void anotherKindOfFileIsNamedAtOnce() {
        assertThatThrownBy(() -> InvoiceReader.read(new StringReader("a,b\n1,2\n")))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("InvoiceNo");
    }

    @Test
    void readsACompressedFile(@TempDir Path folder) throws IOException {
        Path file = compressed(folder.resolve("month.csv.gz"));
        assertThat(InvoiceReader.read(file).rows()).isEqualTo(1);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheHeading() throws IOException {
        assertThat(InvoiceReader.read(new StringReader('\uFEFF' + HEADING)).rows())
                .isZero();
    }

    @Test
    void aQuoteThatIsNotClosedIsOneLine() {
        assertThatThrownBy(() -> plan("1,22139,\"TEA,1,2010-12-01 08:26:00,4.25,NA,France\n"))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("quote");
    }

    @Test
    void whatIsNoWholeGzipIsOneLine(@TempDir Path folder) throws IOException {
        Path other = Files.writeString(folder.resolve("false.csv.gz"), HEADING);
        assertThatThrownBy(() -> InvoiceReader.read(other))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("not whole gzip");
        byte[] whole = Files.readAllBytes(compressed(folder.resolve("whole.csv.gz")));
        Path cut = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(whole, whole.length - 12));
        assertThatThrownBy(() -> InvoiceReader.read(cut))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("cut short");
        assertThatThrownBy(() -> InvoiceReader.read(folder))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("folder");
    }

    @Test
    void aRowOfAnotherCustomerIsNotOrderedForTheFirst() throws IOException {
        ImportPlan plan = plan("""
                1,22139,TEA SET,1,2010-12-01 08:26:00,4.25,17850,United Kingdom
                1,22140,CUP,2,2010-12-01 08:26:00,3.75,17851,United Kingdom
                """);
        assertThat(plan.refused()).isEqualTo(Map.of(Refusal.ANOTHER_CUSTOMER, 1L));
        assertThat(plan.goods()).extracting(ImportPlan.Goods::sku).containsExactly("22139");
    }

    @Test
    void nothingIsReceivedForAnInvoiceWithTooManyLines() throws IOException {
        String row = "1,22139,TEA SET,1,2010-12-01 08:26:00,4.25,17850,United Kingdom\n";
        assertThat(plan(row.repeat(1_200)).soldLines()).isEqualTo(1_200);
        ImportPlan plan = plan(row.repeat(1_201));
        assertThat(plan.refused()).isEqualTo(Map.of(Refusal.TOO_MANY_LINES, 1_201L));
        assertThat(plan.invoices()).isEmpty();
        assertThat(plan.goods()).isEmpty();
    }

    @Test
    void anOverlongNameIsShortened() throws IOException {
        ImportPlan plan = plan("1,22139," + "x".repeat(300) + ",1,2010-12-01 08:26:00,4.25,NA,France\n");
        assertThat(plan.goods()).extracting(ImportPlan.Goods::name).containsExactly("x".repeat(200));
    }

    private static Path compressed(Path file) throws IOException {
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((HEADING + "1,22139,TEA SET,1,2010-12-01 08:26:00,4.25,NA,France\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static ImportPlan plan(String rows) throws IOException {
        return InvoiceReader.read(new StringReader(HEADING + rows));
    }
}
