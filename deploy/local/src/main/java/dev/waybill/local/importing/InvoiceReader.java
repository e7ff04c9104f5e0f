package dev.waybill.local.importing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads invoices in the form of the public Online Retail data (RFC 4180 with a heading). */
public final class InvoiceReader {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private InvoiceReader() {}

    /**
     * Reads {@code .csv} or {@code .csv.gz}.
     *
     * @throws UnreadableFile when it is missing, no such file, or broken
     */
    public static ImportPlan read(Path file) {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
                Reader text = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            return read(text);
        } catch (IOException e) {
            throw UnreadableFile.of(file, e);
        }
    }

    static ImportPlan read(Reader text) throws IOException {
        skipByteOrderMark(text);
        Gathering gathering = new Gathering();
        try (CSVParser parser = FORMAT.parse(text)) {
            requireHeading(parser);
            for (CSVRecord row : parser) {
                gathering.add(row(row));
            }
        } catch (CSVException brokenHeading) {
            throw unbalanced();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CSVException) {
                throw unbalanced();
            }
            throw e.getCause();
        }
        return gathering.plan();
    }

    /** Windows' spreadsheets begin a file with one, which would become part of the first heading. */
    private static void skipByteOrderMark(Reader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
    }

    /** Where a quote is missing, no row after it can be told from its neighbours. */
    private static UnreadableFile unbalanced() {
        return new UnreadableFile("the file is no CSV: a quote is opened and not closed, or stands inside a field");
    }

    private static void requireHeading(CSVParser parser) {
        for (Column column : Column.values()) {
            if (!parser.getHeaderMap().containsKey(column.heading)) {
                throw new UnreadableFile("the file has no column " + column.heading);
            }
        }
    }

    private static Row row(CSVRecord row) {
        return new Row(
                row.getRecordNumber(),
                Column.INVOICE.of(row),
                Column.STOCK_CODE.of(row),
                Column.DESCRIPTION.of(row),
                Column.QUANTITY.of(row),
                Column.UNIT_PRICE.of(row),
                Column.CUSTOMER.of(row),
                Column.COUNTRY.of(row));
    }

    /** The columns that are read. A row that is cut short is decided like one with empty fields. */
    private enum Column {
        INVOICE("InvoiceNo"),
        STOCK_CODE("StockCode"),
        DESCRIPTION("Description"),
        QUANTITY("Quantity"),
        UNIT_PRICE("UnitPrice"),
        CUSTOMER("CustomerID"),
        COUNTRY("Country");

        private final String heading;

        Column(String heading) {
            this.heading = heading;
        }

        private String of(CSVRecord row) {
            return row.isSet(heading) ? row.get(heading) : "";
        }
    }
}
