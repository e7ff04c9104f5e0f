package dev.waybill.benchmark.measuring;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What has been used, from the beginning or between two moments.
 *
 * @param cpu seconds by process
 * @param statements that Postgres has run
 * @param commits that Postgres has made
 * @param walBytes that Postgres has written to its log
 * @param messages that the broker has got
 * @param messageBytes that the broker keeps of them
 */
public record Usage(
        Map<String, Double> cpu,
        double statements,
        double commits,
        double walBytes,
        double messages,
        double messageBytes) {

    public Usage since(Usage before) {
        Map<String, Double> spent = new LinkedHashMap<>();
        cpu.forEach((process, seconds) -> spent.put(process, seconds - before.cpu.getOrDefault(process, 0.0)));
        return new Usage(
                spent,
                statements - before.statements,
                commits - before.commits,
                walBytes - before.walBytes,
                messages - before.messages,
                messageBytes - before.messageBytes);
    }

    /** Of one of so many orders. */
    public Usage per(long orders) {
        Map<String, Double> each = new LinkedHashMap<>();
        double count = Math.max(1, orders);
        cpu.forEach((process, seconds) -> each.put(process, seconds / count));
        return new Usage(
                each, statements / count, commits / count, walBytes / count, messages / count, messageBytes / count);
    }

    /** Seconds of all processes but the customers'. */
    public double serverCpu() {
        return cpu.entrySet().stream()
                .filter(process -> !process.getKey().equals(Meter.CUSTOMERS))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
