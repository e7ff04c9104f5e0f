package dev.waybill.benchmark.load;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What customers want.
 *
 * @param lines in each order, of different SKUs
 * @param skus how many there are to choose from
 * @param customers how many there are
 * @param declined of a hundred orders, how many the bank declines
 * @param hotSku whether one of the lines is everybody's
 */
public record OrderMix(int lines, int skus, int customers, int declined, boolean hotSku) {
    /** Three lines; one in ten is declined. */
    public static final OrderMix STANDARD = new OrderMix(3, 2_000, 50_000, 10, false);

    private static final String DECLINED = "tok_decline_insufficient_funds";

    public OrderMix withLines(int others) {
        return new OrderMix(others, Math.max(skus, others), customers, declined, hotSku);
    }

    /** One of the lines is the same for everybody; the others are as they were, so that an order is as much work. */
    public OrderMix withOneForAll() {
        return new OrderMix(lines, skus, customers, declined, true);
    }

    public OrderMix ofOneCustomer() {
        return new OrderMix(lines, skus, 1, declined, hotSku);
    }

    public OrderMix withDeclined(int ofHundred) {
        return new OrderMix(lines, skus, customers, ofHundred, hotSku);
    }

    /** All that may be wanted. */
    public static List<String> catalogue(int size) {
        return IntStream.range(0, size).mapToObj(OrderMix::sku).toList();
    }

    private static String sku(int number) {
        return "BENCH-" + number;
    }

    /** An order's JSON, in ASCII. */
    public String next(Random random) {
        String token = random.nextInt(100) < declined ? DECLINED : "tok_approve";
        // Neighbours, so that they differ; where the neighbourhood is, chance says.
        int first = random.nextInt(skus);
        String wanted = IntStream.range(0, lines)
                .mapToObj(line -> "{\"sku\":\"" + sku(choice(first, line)) + "\",\"quantity\":1}")
                .collect(Collectors.joining(","));
        return order("customer-" + random.nextInt(customers), token, wanted);
    }

    private int choice(int first, int line) {
        if (!hotSku) {
            return (first + line) % skus;
        }
        return line == 0 ? 0 : 1 + (first + line) % (skus - 1);
    }

    /**
     * An order's JSON, in ASCII.
     *
     * @param wanted the lines' JSON, with commas between them
     */
    public static String order(String customer, String token, String wanted) {
        return "{\"customer\":{\"id\":\"" + customer
                + "\",\"name\":\"A Customer\",\"email\":\"a.customer@example.org\"},"
                + "\"shippingAddress\":{\"street\":\"1 Long Lane\",\"city\":\"London\",\"postalCode\":\"N1 1AA\","
                + "\"country\":\"GB\"},\"currency\":\"GBP\",\"paymentToken\":\"" + token + "\",\"lines\":[" + wanted
                + "]}";
    }
}
