package dev.waybill.orders.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.testing.Backends;
import dev.waybill.testing.Participants;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = Backends.class,
        initArgs = {@ResourceArg(name = "database", value = "orders"), @ResourceArg(name = "shards", value = "4")})
@QuarkusTestResource(Participants.class)
class RedisPipelineIT {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Inject
    Redis redis;

    private RedisPipeline pipeline;

    @BeforeEach
    void connect() {
        pipeline = new RedisPipeline(redis);
    }

    /** While Redis answers nothing for a moment. */
    @Test
    void aThousandCommandsAtOnceAreAnsweredInOrderOnOneConnection() {
        String connection = answer(clientId());
        answer(Request.cmd(Command.CLIENT).arg("PAUSE").arg("100"));

        List<Uni<Response>> sent = IntStream.range(0, 1_000)
                .mapToObj(i -> pipeline.send(Request.cmd(Command.ECHO).arg(String.valueOf(i))))
                .toList();
        List<String> answers = Uni.join().all(sent).andFailFast().await().atMost(PATIENCE).stream()
                .map(Response::toString)
                .toList();

        assertThat(answers)
                .containsExactlyElementsOf(
                        IntStream.range(0, 1_000).mapToObj(String::valueOf).toList());
        assertThat(answer(clientId())).isEqualTo(connection);
    }

    @Test
    void aLostConnectionIsMadeAnew() {
        String lost = answer(clientId());
        redis.send(Request.cmd(Command.CLIENT).arg("KILL").arg("ID").arg(lost))
                .await()
                .atMost(PATIENCE);

        await().atMost(PATIENCE).ignoreExceptions().until(() -> !answer(clientId())
                .equals(lost));
    }

    @Test
    void whatRedisRefusesFailsAndNothingElseDoes() {
        String connection = answer(clientId());

        Request refused = Request.cmd(Command.EVAL)
                .arg("return redis.error_reply('not that')")
                .arg("0");
        assertThatThrownBy(() -> answer(refused)).hasMessageContaining("not that");
        assertThat(answer(clientId())).isEqualTo(connection);
    }

    private static Request clientId() {
        return Request.cmd(Command.CLIENT).arg("ID");
    }

    private String answer(Request request) {
        return pipeline.send(request).await().atMost(PATIENCE).toString();
    }
}
