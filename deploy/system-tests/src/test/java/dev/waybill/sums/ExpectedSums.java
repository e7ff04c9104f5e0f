package dev.waybill.sums;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * A script: {@code java ExpectedSums.java FILE.csv.gz} adds up an Online Retail file by the decisions that the import
 * documents, and prints a line for each sum, its parts parted by tabs. It uses the JDK alone, and nothing of Waybill's.
 *
 * <pre>
 *   rows      42481
 *   orders    1600
 *   units     85123A    3000     sold of that SKU
 *   pence     17850     12345    paid by that customer, or on that invoice (guest-536544) if nobody was named
 * </pre>
 */
public final class ExpectedSums {
    private ExpectedSums() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, Long> units = new TreeMap<>();
        Map<String, Long> pence = new TreeMap<>();
        TreeSet<String> orders = new TreeSet<>();
        List<List<String>> rows = rows(text(Path.of(arguments[0])));
        List<String> heading = rows.removeFirst();
        for (List<String> row : rows) {
            String invoice = row.get(heading.indexOf("InvoiceNo"));
            long quantity = Long.parseLong(row.get(heading.indexOf("Quantity")));
            BigDecimal price = new BigDecimal(row.get(heading.indexOf("UnitPrice"))).movePointRight(2);
            boolean wholePence = price.stripTrailingZeros().scale() <= 0;
            if (!Character.isDigit(invoice.charAt(0)) || quantity < 1 || price.signum() < 1 || !wholePence) {
                continue;
            }
            String customer = row.get(heading.indexOf("CustomerID"));
            boolean guest = customer.isBlank() || customer.equals("NA");
            orders.add(invoice);
            units.merge(row.get(heading.indexOf("StockCode")).strip().toUpperCase(Locale.ROOT), quantity, Long::sum);
            pence.merge(guest ? "guest-" + invoice : customer, price.longValueExact() * quantity, Long::sum);
        }
        StringBuilder sums = new StringBuilder("rows\t" + rows.size() + "\norders\t" + orders.size() + "\n");
        units.forEach((sku, sum) ->
                sums.append("units\t").append(sku).append('\t').append(sum).append('\n'));
        pence.forEach((payer, sum) ->
                sums.append("pence\t").append(payer).append('\t').append(sum).append('\n'));
        System.out.write(sums.toString().getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    private static String text(Path file) throws IOException {
        try (InputStream bytes = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** RFC 4180: a quote opens and closes, two of them are one. */
    private static List<List<String>> rows(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append(text.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
                field.append(c);
            } else if (c != '\r') {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            }
        }
        return rows;
    }
}
