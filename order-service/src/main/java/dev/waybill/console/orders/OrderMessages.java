package dev.waybill.console.orders;

import dev.waybill.checkout.PlaceOrder;
import dev.waybill.checkout.TakeBack;
import dev.waybill.console.Shown;
import dev.waybill.console.orders.MessagesView.Row;
import dev.waybill.contracts.Envelope;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.ops.sagas.StoredSaga;
import dev.waybill.ops.timeline.History;
import dev.waybill.sagas.StepProgress;
import dev.waybill.shards.RoutedId;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Looks on the topics for what was said about an order: in the few partitions where that can be, from the time when it was
 * placed. Everything of that time is read and most of it left aside, so it is done only when somebody asks, and not for long.
 */
@Singleton
public class OrderMessages {

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration AROUND = Duration.ofSeconds(5);
    private static final int LONGEST_DATA = 4000;

    private final KafkaClients kafka;
    private final Clock clock;

    OrderMessages(KafkaClients kafka, Clock clock) {
        this.kafka = kafka;
        this.clock = clock;
    }

    MessagesView find(History history) {
        String order = history.order().id().toString();
        try (Consumer<byte[], byte[]> reader = kafka.reader()) {
            return new Reading(reader, order, end(history)).read(partitions(history), begin(history));
        } catch (KafkaException e) {
            return new MessagesView(List.of(), false, true);
        }
    }

    private static Instant begin(History history) {
        return history.order().placedAt().minus(AROUND);
    }

    /** Until all of its sagas had ended, or now. */
    private Instant end(History history) {
        Instant end = Instant.EPOCH;
        for (StoredSaga saga : history.sagas()) {
            Instant ended = saga.endedAt() == null ? clock.instant() : saga.endedAt();
            end = ended.isAfter(end) ? ended : end;
        }
        return end.plus(AROUND);
    }

    private static List<TopicPartition> partitions(History history) {
        int slot = RoutedId.slotOf(history.order().id());
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic topic : List.of(Topic.ORDER_EVENTS, Topic.ORDER_REPLIES, Topic.PAYMENT_COMMANDS)) {
            partitions.add(new TopicPartition(topic.topicName(), topic.partitionOfSlot(slot)));
        }
        inventoryShards(history)
                .forEach(shard -> partitions.add(new TopicPartition(Topic.INVENTORY_COMMANDS.topicName(), shard)));
        return partitions;
    }

    /** Those that were asked for anything. */
    private static Set<Integer> inventoryShards(History history) {
        Set<Integer> shards = new TreeSet<>();
        history.sagas().stream().map(saga -> saga.state().steps()).forEach(steps -> Stream.of(
                        PlaceOrder.RESERVE_STOCK, TakeBack.RESTOCK)
                .map(steps::get)
                .flatMap(Stream::ofNullable)
                .map(StepProgress::calls)
                .forEach(calls -> shards.addAll(calls.keySet())));
        return shards;
    }

    /** One look, until every partition has passed the end. */
    private final class Reading {
        private final Consumer<byte[], byte[]> reader;
        private final String order;
        private final Instant end;
        private final Instant deadline = clock.instant().plus(LONGEST);
        private final List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        private final Set<TopicPartition> unfinished = new HashSet<>();
        private Map<TopicPartition, Long> ends = Map.of();

        Reading(Consumer<byte[], byte[]> reader, String order, Instant end) {
            this.reader = reader;
            this.order = order;
            this.end = end;
        }

        MessagesView read(List<TopicPartition> partitions, Instant begin) {
            ends = reader.endOffsets(partitions, LONGEST);
            Map<TopicPartition, Long> times = new HashMap<>();
            partitions.forEach(partition -> times.put(partition, begin.toEpochMilli()));
            Map<TopicPartition, Long> starts = new HashMap<>();
            reader.offsetsForTimes(times, LONGEST).forEach((partition, start) -> {
                // Null where nothing was said since.
                if (start != null) {
                    starts.put(partition, start.offset());
                }
            });
            unfinished.addAll(starts.keySet());
            reader.assign(starts.keySet());
            starts.forEach((partition, offset) -> reader.seek(partition, offset.longValue()));
            while (!unfinished.isEmpty() && clock.instant().isBefore(deadline)) {
                reader.poll(Duration.ofMillis(200)).forEach(this::look);
                unfinished.removeIf(partition -> reader.position(partition) >= ends.getOrDefault(partition, 0L));
                reader.pause(reader.assignment().stream()
                        .filter(partition -> !unfinished.contains(partition))
                        .toList());
            }
            return view();
        }

        private void look(ConsumerRecord<byte[], byte[]> record) {
            if (record.timestamp() > end.toEpochMilli()) {
                unfinished.remove(new TopicPartition(record.topic(), record.partition()));
            } else if (order.equals(header(record, Envelope.SUBJECT)) || order.equals(text(record.key()))) {
                found.add(record);
            }
        }

        private MessagesView view() {
            return new MessagesView(
                    found.stream()
                            .sorted(Comparator.comparingLong(ConsumerRecord::timestamp))
                            .map(OrderMessages::row)
                            .toList(),
                    unfinished.isEmpty(),
                    false);
        }
    }

    private static Row row(ConsumerRecord<byte[], byte[]> record) {
        String data = text(record.value());
        return new Row(
                Shown.exact(Instant.ofEpochMilli(record.timestamp())),
                record.topic(),
                record.partition(),
                record.offset(),
                header(record, Envelope.TYPE),
                header(record, Envelope.ID),
                data.length() > LONGEST_DATA ? data.substring(0, LONGEST_DATA) + " …" : data);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : text(header.value());
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
