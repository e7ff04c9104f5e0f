package dev.waybill.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.sagas.Call;
import dev.waybill.sagas.Call.Progress;
import dev.waybill.sagas.StepProgress;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SagaJsonTest {

    private static final Instant ASKED = Instant.parse("2026-11-30T23:36:41.000042Z");
    private static final List<Progress> PROGRESSES = List.of(Progress.values());
    private static final List<Integer> UNITS = List.of(1_000_000_000, 1_000, 1);

    @Test
    void readsWhatItWrites() {
        for (int seed = 0; seed < 2_000; seed++) {
            Map<String, StepProgress> steps =
                    anySteps(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));

            assertThat(SagaJson.read(SagaJson.write(steps))).as("seed %d", seed).isEqualTo(steps);
        }
    }

    @Test
    void isWrittenAsItIsDocumented() {
        assertThat(SagaJson.write(Map.of("reserve-stock", new StepProgress(Map.of(0, asked())))))
                .isEqualTo("{\"reserve-stock\":{\"calls\":{\"0\":{\"progress\":\"ASKED\","
                        + "\"at\":{\"ASKED\":1796081801.000042}}}}}");
    }

    /** So that both run side by side while one replaces the other. */
    @Test
    void theReleaseBeforeReadsWhatIsWritten() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            Map<String, StepProgress> steps =
                    anySteps(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));

            assertThat(ReleaseBefore.read(SagaJson.write(steps)))
                    .as("seed %d", seed)
                    .isEqualTo(steps);
        }
    }

    @Test
    void readsWhatTheReleaseBeforeWrote() {
        String json = """
                {"reserve-stock": {"calls": {"0": {"at": {"ASKED": "2026-11-30T23:36:41.000042Z"}, "sends": 1,
                                                   "due": "2026-11-30T23:36:42Z", "attempt": 2, "progress": "ASKED",
                                                   "of a later release": [{"and": null}]}}}}
                """;

        Call call = new Call(
                Progress.ASKED, 2, 1, Map.of(Progress.ASKED, ASKED), Instant.parse("2026-11-30T23:36:42Z"), null);
        assertThat(SagaJson.read(json)).isEqualTo(Map.of("reserve-stock", new StepProgress(Map.of(0, call))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"reserve-stock\":1}",
                "{\"reserve-stock\":{\"calls\":{\"0\":{}}}}",
                "{\"reserve-stock\":{\"calls\":{\"zero\":{\"progress\":\"ASKED\"}}}}",
                "{\"reserve-stock\":{\"calls\":{\"0\":{\"progress\":\"LOST\"}}}}",
                "{\"reserve-stock\":{\"calls\":{\"0\":{\"progress\":\"ASKED\",\"at\":{\"ASKED\":\"yesterday\"}}}}}",
                "{\"reserve-stock\":{\"calls\":{\"0\":{\"progress\":\"ASKED\",\"sends\":{}}}}}",
                "{\"reserve-stock\":{\"calls\":{\"0\":{\"progress\":1}}}}",
                "{\"reserve-stock\":{"
            })
    void whatNobodyWroteIsNotRead(String json) {
        assertThatThrownBy(() -> SagaJson.read(json)).hasMessageStartingWith("cannot read a saga's steps: " + json);
    }

    private static Call asked() {
        return new Call(Progress.ASKED, 1, 1, Map.of(Progress.ASKED, ASKED), null, null);
    }

    private static Map<String, StepProgress> anySteps(RandomGenerator random) {
        Map<String, StepProgress> steps = new LinkedHashMap<>();
        for (int step = random.nextInt(5); step > 0; step--) {
            Map<Integer, Call> calls = new TreeMap<>();
            for (int call = random.nextInt(4); call > 0; call--) {
                calls.put(random.nextInt(1_000), anyCall(random));
            }
            steps.put("step-" + step, new StepProgress(calls));
        }
        return steps;
    }

    private static Call anyCall(RandomGenerator random) {
        Map<Progress, Instant> times = new EnumMap<>(Progress.class);
        for (Progress progress : Progress.values()) {
            if (random.nextBoolean()) {
                times.put(progress, anyTime(random));
            }
        }
        return new Call(
                PROGRESSES.get(random.nextInt(PROGRESSES.size())),
                random.nextInt(1, 20),
                random.nextInt(1, 20),
                times,
                random.nextBoolean() ? anyTime(random) : null,
                random.nextBoolean() ? anyTime(random) : null);
    }

    /** Of the precision that clocks have: of nothing, of micros or of nanoseconds. */
    private static Instant anyTime(RandomGenerator random) {
        int unit = UNITS.get(random.nextInt(UNITS.size()));
        return Instant.ofEpochSecond(
                random.nextLong(-4_000_000_000L, 4_000_000_000L), random.nextInt(1_000_000_000) / unit * (long) unit);
    }
}
