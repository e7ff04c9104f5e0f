package dev.waybill.local.console;

import dev.waybill.local.demo.Warehouse;
import dev.waybill.local.http.HttpCalls;
import dev.waybill.local.importing.ImportPlan;
import dev.waybill.local.importing.ImportReport;
import dev.waybill.local.importing.ImportTable;
import dev.waybill.local.importing.InvoiceImport;
import dev.waybill.local.importing.InvoiceReader;
import dev.waybill.local.importing.Outcome;
import dev.waybill.local.importing.ReversalReport;
import dev.waybill.local.keys.Caller;
import dev.waybill.local.keys.DevelopmentKeys;
import dev.waybill.local.stack.RunningStack;
import dev.waybill.local.stack.ServiceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Places the invoices of a file as orders on a system that is up. */
@Command(
        name = "import",
        description = "Place the invoices of an Online Retail file (.csv, .csv.gz) as orders.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "InvoiceNo,StockCode,Description,Quantity,…")
    private Path file = Path.of("");

    @Option(names = "--url", description = "the order service (default: the one that is up here)")
    private @Nullable String url;

    @Option(names = "--inventory-url", description = "the inventory service (default: the one that is up here)")
    private @Nullable String inventoryUrl;

    @Option(names = "--in-flight", defaultValue = "64", description = "orders under way at once (default: 64)")
    private int inFlight = 64;

    @Option(names = "--folder", description = "the data folder of the system (default: .waybill)")
    private @Nullable Path folder;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ImportPlan plan = InvoiceReader.read(file);
        ImportReport report = new ImportReport(plan);
        InvoiceImport work = work();
        System.out.printf(
                "%,d rows: %,d orders of %,d lines; %,d products; %,d cancels and returns%n",
                plan.rows(),
                plan.invoices().size(),
                plan.soldLines(),
                plan.goods().size(),
                plan.reversals().size());
        work.stock(plan, "import-" + fingerprint());
        long begun = System.nanoTime();
        Map<String, Outcome.Decided> placed = place(work, plan, report);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        takeBack(work, plan, placed, report.reversals());
        System.out.print(ImportTable.of(report, took));
        return report.isComplete() ? 0 : 1;
    }

    private static Map<String, Outcome.Decided> place(InvoiceImport work, ImportPlan plan, ImportReport report)
            throws InterruptedException {
        ProgressBar bar = bar(plan.invoices().size());
        Map<String, Outcome.Decided> placed = work.place(plan, outcome -> {
            report.add(outcome);
            bar.show(report.finished());
        });
        bar.end();
        return placed;
    }

    private static void takeBack(
            InvoiceImport work, ImportPlan plan, Map<String, Outcome.Decided> placed, ReversalReport report)
            throws InterruptedException {
        if (plan.reversals().isEmpty()) {
            return;
        }
        ProgressBar bar = bar(plan.reversals().size());
        work.takeBack(plan, placed, outcome -> {
            report.add(outcome);
            bar.show(report.finished());
        });
        bar.end();
    }

    private static ProgressBar bar(long of) {
        return new ProgressBar(System.out, Boolean.getBoolean("waybill.terminal"), of);
    }

    private InvoiceImport work() {
        Path data = folder == null ? Waybill.home().resolve(".waybill") : folder;
        RunningStack stack = new RunningStack(data);
        String token = DevelopmentKeys.in(data.resolve("keys"))
                .tokens()
                .mint(new Caller("import", Caller.DEMO_TENANT, List.of("pricing", "service")), Duration.ofHours(12));
        return new InvoiceImport(
                new HttpCalls(url == null ? stack.url(ServiceKind.ORDERS) : url, token),
                new Warehouse(
                        new HttpCalls(inventoryUrl == null ? stack.url(ServiceKind.INVENTORY) : inventoryUrl, token)),
                inFlight);
    }

    /** Names the file by its content: an import of the same content brings no goods again. */
    private String fingerprint() throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
