package dev.waybill.benchmark.measuring;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How much the broker has been told. */
final class Topics implements AutoCloseable {
    private final Admin admin;

    Topics(Admin admin) {
        this.admin = admin;
    }

    /** Of all topics but the broker's own. */
    record Held(long messages, long bytes) {}

    Held read() {
        try {
            Map<TopicPartition, Long> sizes = new HashMap<>();
            admin.describeLogDirs(Set.of(1)).allDescriptions().get().values().forEach(folders -> folders.values()
                    .forEach(folder -> add(folder, sizes)));
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            sizes.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
            long messages = admin.listOffsets(latest).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
            return new Held(
                    messages, sizes.values().stream().mapToLong(Long::longValue).sum());
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot read the broker's counters: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker's counters were read", e);
        }
    }

    private static void add(LogDirDescription folder, Map<TopicPartition, Long> sizes) {
        folder.replicaInfos().forEach((partition, replica) -> {
            if (!partition.topic().startsWith("__")) {
                sizes.put(partition, replica.size());
            }
        });
    }

    @Override
    public void close() {
        admin.close();
    }
}
