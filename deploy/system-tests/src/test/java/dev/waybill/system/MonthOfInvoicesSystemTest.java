package dev.waybill.system;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.audit.Database;
import dev.waybill.local.demo.Warehouse;
import dev.waybill.local.importing.ImportPlan;
import dev.waybill.local.importing.ImportReport;
import dev.waybill.local.importing.InvoiceImport;
import dev.waybill.local.importing.InvoiceReader;
import dev.waybill.local.importing.Outcome;
import dev.waybill.local.importing.ReversalReport;
import dev.waybill.local.stack.ServiceKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A month of a real shop, with what came back: what was sold and paid agrees to the unit and the penny with what a stranger
 * adds up.
 */
@WholeSystem
class MonthOfInvoicesSystemTest {
    private static final Path FILE = Path.of("src/test/resources/online-retail-2010-12.csv.gz");
    private static final Path SCRIPT = Path.of("src/test/java/dev/waybill/sums/ExpectedSums.java");

    private static final String UNITS = "SELECT sku, sold - returned FROM stock WHERE tenant = '%s' AND sold > 0";
    private static final String PENCE = """
            SELECT CASE WHEN o.guest THEN o.customer ->> 'name' ELSE o.customer_id END AS payer, o.id
            FROM orders o WHERE o.tenant = '%s'""";
    private static final String KEPT = """
            SELECT order_id, sum(CASE kind WHEN 'CAPTURE' THEN amount ELSE -amount END) AS pence FROM transfers
            WHERE tenant = '%s' AND kind IN ('CAPTURE', 'REFUND') AND currency = 'GBP' GROUP BY order_id""";

    @Test
    void balancesToTheUnitAndThePenny(RunningSystem system, Shop shop) throws Exception {
        ImportPlan plan = InvoiceReader.read(FILE);
        ImportReport report = new ImportReport(plan);
        InvoiceImport work =
                new InvoiceImport(shop.calls(ServiceKind.ORDERS), new Warehouse(shop.calls(ServiceKind.INVENTORY)), 64);

        work.stock(plan, "month");
        Map<String, Outcome.Decided> placed = work.place(plan, report::add);
        work.takeBack(plan, placed, report.reversals()::add);

        Map<String, Map<String, Long>> expected = expected();
        assertThat(report.problems()).isEmpty();
        assertThat(report.reversals().problems()).isEmpty();
        assertThat(report.isComplete()).isTrue();
        assertThat(report.ordersByState()).isEqualTo(Map.of("CONFIRMED", one(expected, "orders")));
        assertThat(counts(report)).isEqualTo(counts(expected));
        system.audit();
        agree(system, shop, expected);

        ImportReport again = new ImportReport(plan);
        work.takeBack(plan, placed, again.reversals()::add);
        assertThat(again.reversals().pence()).isEqualTo(one(expected, "refunds"));
        agree(system, shop, expected);
    }

    private static Map<String, Long> counts(ImportReport report) {
        ReversalReport back = report.reversals();
        return Map.of(
                "rows", report.rows(),
                "cancels", back.cancels(),
                "returns", back.returns(),
                "taken", back.rows(),
                "left",
                        report.refusedRows().values().stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                "back", back.units(),
                "refunds", back.pence());
    }

    private static Map<String, Long> counts(Map<String, Map<String, Long>> expected) {
        return Stream.of("rows", "cancels", "returns", "taken", "left", "back", "refunds")
                .collect(toMap(Function.identity(), name -> one(expected, name)));
    }

    private static long one(Map<String, Map<String, Long>> expected, String name) {
        return requireNonNull(requireNonNull(expected.get(name), name).get(""), name);
    }

    private static void agree(RunningSystem system, Shop shop, Map<String, Map<String, Long>> expected) {
        long cancels = one(expected, "cancels");
        assertThat(system.orders(shop.tenant()))
                .isEqualTo(Map.of("CONFIRMED", one(expected, "orders") - cancels, "CANCELLED", cancels));
        assertThat(gone(system, shop)).isEqualTo(expected.get("units"));
        assertThat(kept(system, shop)).isEqualTo(expected.get("pence"));
    }

    private static Map<String, Long> gone(RunningSystem system, Shop shop) {
        Map<String, Long> gone = new TreeMap<>();
        for (Database shard : system.databases(ServiceKind.INVENTORY)) {
            shard.read(UNITS.formatted(shop.tenant()), row -> gone.merge(row.getString(1), row.getLong(2), Long::sum));
        }
        return gone;
    }

    /** Payments know orders, orders know who paid: two services' tables are joined here, and nowhere else. */
    private static Map<String, Long> kept(RunningSystem system, Shop shop) {
        Map<String, Long> byOrder = new TreeMap<>();
        for (Database shard : system.databases(ServiceKind.PAYMENTS)) {
            shard.read(KEPT.formatted(shop.tenant()), row -> byOrder.put(row.getString(1), row.getLong(2)));
        }
        Map<String, Long> byPayer = new TreeMap<>();
        for (Database shard : system.databases(ServiceKind.ORDERS)) {
            shard.read(
                    PENCE.formatted(shop.tenant()),
                    row -> byPayer.merge(row.getString(1), byOrder.getOrDefault(row.getString(2), 0L), Long::sum));
        }
        return byPayer;
    }

    /** The script runs as a program of its own, from its source. */
    private static Map<String, Map<String, Long>> expected() throws Exception {
        Process script = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        SCRIPT.toString(),
                        FILE.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(script.waitFor()).isZero();
        Map<String, Map<String, Long>> sums = new TreeMap<>();
        for (String line : output.lines().toList()) {
            String[] words = line.split("\t", -1);
            sums.computeIfAbsent(words[0], any -> new TreeMap<>())
                    .put(words.length == 3 ? words[1] : "", Long.valueOf(words[words.length - 1]));
        }
        return sums;
    }
}
