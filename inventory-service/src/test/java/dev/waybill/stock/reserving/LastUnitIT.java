package dev.waybill.stock.reserving;

import static dev.waybill.stock.reserving.Commands.line;
import static dev.waybill.stock.reserving.Commands.reserve;
import static dev.waybill.stock.reserving.Commands.sent;
import static dev.waybill.testing.Http.haveStock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contracts.InventoryCommand;
import dev.waybill.contracts.InventoryCommand.ReserveStock;
import dev.waybill.contracts.Reply;
import dev.waybill.contracts.Request;
import dev.waybill.contracts.Topic;
import dev.waybill.delivery.KafkaClients;
import dev.waybill.delivery.consuming.BatchConsumer;
import dev.waybill.delivery.consuming.DeadLetters;
import dev.waybill.delivery.consuming.Inbound;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.stock.SkuKey;
import dev.waybill.stock.StockTable;
import dev.waybill.testing.Backends;
import dev.waybill.testing.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

/**
 * The race for the last units, over Kafka. Two groups handle every message, so that each command is handled at the same
 * time by two; and in one of them a replica takes over from another in the middle.
 */
@QuarkusTest
@QuarkusTestResource(value = Backends.class, initArgs = @ResourceArg(name = "database", value = "inventory"))
class LastUnitIT {

    private static final String SHOP = "last-unit-shop";
    private static final String SKU = "LAST";
    private static final String GROUP = "race-for-the-last-unit";
    private static final int UNITS = 50;
    private static final int CUSTOMERS = 200;

    @Inject
    KafkaClients kafka;

    @Inject
    Shards shards;

    @Inject
    DeadLetters deadLetters;

    @Inject
    Reserving reserving;

    @Test
    void exactlyTheUnitsThatAreThereAreReserved() throws Exception {
        haveStock(SHOP, SKU, UNITS);
        Shard shard = shards.ofSlot(new SkuKey(SHOP, SKU).slot());
        List<ReserveStock> commands = commands(shard);
        CountDownLatch firstWorks = new CountDownLatch(1);
        CountDownLatch secondWorks = new CountDownLatch(1);
        try (TopicReader<Reply> replies = new TopicReader<>(kafka, Topic.ORDER_REPLIES, Reply.class);
                Producer<byte[], byte[]> producer = kafka.producer()) {
            BatchConsumer<InventoryCommand> first = member(shard, firstWorks).start();
            send(producer, commands.subList(0, CUSTOMERS / 2));
            await(firstWorks);
            BatchConsumer<InventoryCommand> second = member(shard, secondWorks).start();
            send(producer, commands);
            first.close();
            send(producer, commands.reversed());
            await(secondWorks);
            assertAnsweredOnce(answers(replies, commands, CUSTOMERS));
            second.close();
        }
        assertThat(shard.run(StockTable.READ, new SkuKey(SHOP, SKU)))
                .containsExactly(new StockTable.Levels(SKU, 0, UNITS, UNITS, 0, 0));
    }

    /** A replica that tells when it has handled something of the shard. */
    private BatchConsumer<InventoryCommand> member(Shard shard, CountDownLatch works) {
        Inbound<InventoryCommand> inbound = StockCommands.inbound(shards, (where, batch, alongside) -> {
            reserving.handle(where, batch, alongside);
            if (where.equals(shard)) {
                works.countDown();
            }
        });
        return new BatchConsumer<>(inbound, kafka.consumer(GROUP), deadLetters, 20);
    }

    private static void await(CountDownLatch works) throws InterruptedException {
        assertThat(works.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private static List<ReserveStock> commands(Shard shard) {
        List<ReserveStock> commands = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            commands.add(reserve(SHOP, shard.number(), line(SKU, 1)));
        }
        return commands;
    }

    private static void send(Producer<byte[], byte[]> producer, List<ReserveStock> commands) {
        commands.forEach(command -> producer.send(sent(command)));
        producer.flush();
    }

    /** Reads replies until so many of the commands are answered; a request that is answered in two ways fails. */
    private static Map<Request, Reply> answers(TopicReader<Reply> replies, List<ReserveStock> commands, int wanted) {
        Set<Request> asked = commands.stream().map(ReserveStock::request).collect(Collectors.toSet());
        Map<Request, Reply> answers = new HashMap<>();
        replies.readUntil(reply -> {
            if (asked.contains(reply.request())) {
                assertThat(answers.getOrDefault(reply.request(), reply)).isEqualTo(reply);
                answers.put(reply.request(), reply);
            }
            return answers.size() == wanted;
        });
        return answers;
    }

    private static void assertAnsweredOnce(Map<Request, Reply> answers) {
        assertThat(answers).hasSize(CUSTOMERS);
        assertThat(answers.values().stream().filter(Reply.StockReserved.class::isInstance))
                .hasSize(UNITS);
    }
}
