package dev.waybill.local.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The 200 most sold products of a real shop's December (Online Retail, UCI; CC0). */
public final class DemoCatalogue {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private DemoCatalogue() {}

    public static List<DemoProduct> products() {
        InputStream csv = Objects.requireNonNull(DemoCatalogue.class.getResourceAsStream("catalogue.csv"));
        try (CSVParser parser = FORMAT.parse(new InputStreamReader(csv, StandardCharsets.UTF_8))) {
            return parser.stream().map(DemoCatalogue::product).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DemoProduct product(CSVRecord row) {
        return new DemoProduct(
                row.get("sku"), row.get("name"), Long.parseLong(row.get("price")), Long.parseLong(row.get("stock")));
    }
}
