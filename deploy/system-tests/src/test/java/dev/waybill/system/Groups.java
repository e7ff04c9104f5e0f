package dev.waybill.system;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Consumer groups, as the broker knows them. */
final class Groups implements AutoCloseable {
    private final Admin admin;

    Groups(String bootstrap) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /** Members that have partitions. */
    long members(String group) throws ExecutionException, InterruptedException {
        return admin.describeConsumerGroups(java.util.List.of(group)).all().get().get(group).members().stream()
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .count();
    }

    /** Records that the group has not committed yet. */
    long lag(String group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(
                        committed.keySet().stream().collect(toMap(identity(), any -> OffsetSpec.latest())))
                .all()
                .get();
        return committed.entrySet().stream()
                .mapToLong(done ->
                        ends.get(done.getKey()).offset() - done.getValue().offset())
                .sum();
    }

    @Override
    public void close() {
        admin.close();
    }
}
