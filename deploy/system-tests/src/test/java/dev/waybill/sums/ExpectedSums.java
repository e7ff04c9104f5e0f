package dev.waybill.sums;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * A script: {@code java ExpectedSums.java FILE.csv.gz} adds up an Online Retail file by the decisions that the import
 * documents, and prints a line for each sum, its parts parted by tabs. It uses the JDK alone, and nothing of Waybill's.
 *
 * <pre>
 *   rows      42481
 *   orders    1600              placed
 *   cancels   12                orders that came back to the last unit
 *   returns   34                of parts of orders, one for each order that a C invoice takes from
 *   taken     321               rows of C invoices that are carried out
 *   left      765               rows that are neither sold nor taken back
 *   back      640               units that came back
 *   refunds   98765             pence
 *   units     85123A    3000    sold of that SKU, without those that came back
 *   pence     17850     12345   paid by that customer, or on that invoice (guest-536544) if nobody was named, and kept
 * </pre>
 */
public final class ExpectedSums {
    private static final Set<String> NO_GOODS =
            Set.of("POST", "DOT", "C2", "M", "D", "S", "AMAZONFEE", "BANK CHARGES", "CRUK");

    private final Map<String, Long> units = new TreeMap<>();
    private final Map<String, Long> pence = new TreeMap<>();
    /** Of each order, its lines in the file's order. */
    private final Map<String, List<Line>> orders = new LinkedHashMap<>();
    /** Of each order, the C invoices that took some of it. */
    private final Map<String, Set<String>> takers = new TreeMap<>();

    private long taken;
    private long left;
    private long back;
    private long refunds;

    private ExpectedSums() {}

    private static final class Line {
        String payer = "";
        String sku = "";
        long price;
        long units;
    }

    public static void main(String[] arguments) throws IOException {
        List<List<String>> rows = rows(text(Path.of(arguments[0])));
        List<String> heading = rows.removeFirst();
        ExpectedSums sums = new ExpectedSums();
        for (List<String> row : rows) {
            sums.add(
                    row.get(heading.indexOf("InvoiceNo")),
                    row.get(heading.indexOf("StockCode")).strip().toUpperCase(Locale.ROOT),
                    Long.parseLong(row.get(heading.indexOf("Quantity"))),
                    new BigDecimal(row.get(heading.indexOf("UnitPrice"))).movePointRight(2),
                    row.get(heading.indexOf("CustomerID")));
        }
        System.out.write(sums.text(rows.size()).getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    /** In the file's order, so that whatever is in {@code orders} stands above the row. */
    private void add(String invoice, String sku, long quantity, BigDecimal price, String customer) {
        boolean guest = customer.isBlank() || customer.equals("NA");
        boolean priced = price.signum() > 0 && price.stripTrailingZeros().scale() <= 0;
        boolean goods = !guest && priced && quantity < 0 && !NO_GOODS.contains(sku);
        if (invoice.startsWith("C") && goods && takeBack(invoice, customer, sku, -quantity, price.longValueExact())) {
            taken++;
        } else if (Character.isDigit(invoice.charAt(0)) && quantity > 0 && priced) {
            Line line = new Line();
            line.payer = guest ? "guest-" + invoice : customer;
            line.sku = sku;
            line.price = price.longValueExact();
            line.units = quantity;
            orders.computeIfAbsent(invoice, any -> new ArrayList<>()).add(line);
            units.merge(sku, quantity, Long::sum);
            pence.merge(line.payer, line.price * quantity, Long::sum);
        } else {
            left++;
        }
    }

    /** Unit by unit: each from the best line that has one left. */
    private boolean takeBack(String taker, String customer, String sku, long quantity, long price) {
        long has = 0;
        for (List<Line> order : orders.values()) {
            for (Line line : order) {
                has += line.payer.equals(customer) && line.sku.equals(sku) ? line.units : 0;
            }
        }
        if (has < quantity) {
            return false;
        }
        for (long unit = 0; unit < quantity; unit++) {
            if (!takeOne(taker, customer, sku, price, true)) {
                takeOne(taker, customer, sku, price, false);
            }
        }
        return true;
    }

    private boolean takeOne(String taker, String customer, String sku, long price, boolean samePrice) {
        for (String invoice : new ArrayList<>(orders.keySet()).reversed()) {
            for (Line line : orders.getOrDefault(invoice, List.of())) {
                boolean fits = line.payer.equals(customer) && line.sku.equals(sku) && line.units > 0;
                if (fits && (!samePrice || line.price == price)) {
                    line.units--;
                    back++;
                    refunds += line.price;
                    units.merge(sku, -1L, Long::sum);
                    pence.merge(customer, -line.price, Long::sum);
                    takers.computeIfAbsent(invoice, any -> new TreeSet<>()).add(taker);
                    return true;
                }
            }
        }
        return false;
    }

    private String text(int rows) {
        long cancels = takers.keySet().stream()
                .filter(order -> orders.getOrDefault(order, List.of()).stream().allMatch(line -> line.units == 0))
                .count();
        long requests = takers.values().stream().mapToLong(Set::size).sum();
        StringBuilder sums = new StringBuilder("rows\t" + rows + "\norders\t" + orders.size() + "\n");
        sums.append("cancels\t" + cancels + "\nreturns\t" + (requests - cancels) + "\n");
        sums.append("taken\t" + taken + "\nleft\t" + left + "\nback\t" + back + "\nrefunds\t" + refunds + "\n");
        units.forEach((sku, sum) ->
                sums.append("units\t").append(sku).append('\t').append(sum).append('\n'));
        pence.forEach((payer, sum) ->
                sums.append("pence\t").append(payer).append('\t').append(sum).append('\n'));
        return sums.toString();
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
