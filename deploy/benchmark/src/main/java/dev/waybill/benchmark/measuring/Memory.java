package dev.waybill.benchmark.measuring;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What processes have taken, by their names.
 *
 * @param residentMb memory that they have in RAM, in MiB
 * @param heapUsedMb of their heaps, in MiB, garbage that is not collected yet among it; only of those that tell it
 * @param gcSeconds for which the collector has stopped them; only of those that tell it
 */
public record Memory(Map<String, Long> residentMb, Map<String, Double> heapUsedMb, Map<String, Double> gcSeconds) {
    /** Of nobody. */
    public static final Memory NONE = new Memory(Map.of(), Map.of(), Map.of());

    private static final double MIB = 1 << 20;

    /**
     * As it is now.
     *
     * @param pids by name
     * @param metrics where those of them that can tell Prometheus about themselves do it, by name
     */
    public static Memory of(Map<String, Long> pids, Map<String, String> metrics) {
        Map<String, Long> resident = new LinkedHashMap<>();
        pids.forEach((name, pid) -> resident.put(name, Cpu.residentMb(pid)));
        Map<String, Double> heap = new LinkedHashMap<>();
        Map<String, Double> gc = new LinkedHashMap<>();
        metrics.forEach((name, url) -> {
            Scrape told = Scrape.of(url);
            heap.put(name, told.sum("jvm_memory_used_bytes{area=\"heap\"") / MIB);
            gc.put(name, told.sum("jvm_gc_pause_seconds_sum"));
        });
        return new Memory(resident, heap, gc);
    }

    /** The same memory, and the pauses since then; one that has been started meanwhile had none before. */
    public Memory since(Memory before) {
        Map<String, Double> meanwhile = new LinkedHashMap<>();
        gcSeconds.forEach((name, seconds) -> {
            double then = before.gcSeconds.getOrDefault(name, 0.0);
            meanwhile.put(name, seconds < then ? seconds : seconds - then);
        });
        return new Memory(residentMb, heapUsedMb, meanwhile);
    }

    /** In RAM, of the process that has most; 0 of none. */
    public long largestResidentMb() {
        return residentMb.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
