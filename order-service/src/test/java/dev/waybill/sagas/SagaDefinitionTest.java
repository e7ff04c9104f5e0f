package dev.waybill.sagas;

import static dev.waybill.sagas.Step.compensatable;
import static dev.waybill.sagas.Step.pivot;
import static dev.waybill.sagas.Step.retriable;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SagaDefinitionTest {

    private static final Policy ANY = Policy.within(Duration.ofSeconds(10));

    private final Step<String, String> reserve =
            compensatable("reserve", ANY, facts -> List.of(0), say("do"), say("undo"));
    private final Step<String, String> decide = pivot("decide");
    private final Step<String, String> finish = retriable("finish", ANY, facts -> List.of(0), say("do"));

    @Test
    void whatCanBeUndoneComesBeforeThePivot() {
        refuses(
                "reserve is there to be undone, and after the pivot nothing is, so it must come before",
                decide,
                reserve);
    }

    @Test
    void whatCannotBeUndoneComesAfterThePivot() {
        refuses("finish cannot be undone, so it must come after the pivot", finish, decide);
    }

    @Test
    void aStepThatCanBeUndoneSaysHow() {
        Step<String, String> hopeless = compensatable("hopeless", ANY, facts -> List.of(0), say("do"), null);
        refuses("hopeless needs an undo", hopeless, decide);
    }

    @Test
    void thereIsOnePointOfNoReturn() {
        refuses("there must be one pivot", reserve);
        refuses("there must be one pivot", decide, pivot("again"));
    }

    @Test
    void thePivotStandsAlone() {
        assertThatThrownBy(() -> SagaDefinition.<String, String>named("any", 1)
                        .then(reserve, decide)
                        .build())
                .hasMessageContaining("a pivot stands alone");
    }

    @Test
    void namesAreDistinct() {
        refuses("two steps are called reserve", reserve, reserve, decide);
    }

    private static Maker<String, String> say(String message) {
        return (facts, request, context) -> message;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static void refuses(String why, Step<String, String>... steps) {
        SagaDefinition.Builder<String, String> builder = SagaDefinition.named("any", 1);
        List.of(steps).forEach(builder::then);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not safe")
                .hasMessageContaining(why);
    }
}
