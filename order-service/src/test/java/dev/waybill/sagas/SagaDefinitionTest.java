package dev.waybill.sagas;

import static dev.waybill.sagas.Step.compensatable;
import static dev.waybill.sagas.Step.pivot;
import static dev.waybill.sagas.Step.retriable;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SagaDefinitionTest {

    private final Step<String, String> reserve =
            compensatable("reserve", facts -> List.of(0), (facts, request) -> "do", (facts, request) -> "undo");
    private final Step<String, String> decide = pivot("decide");
    private final Step<String, String> finish = retriable("finish", facts -> List.of(0), (facts, request) -> "do");

    @Test
    void whatCanBeUndoneComesBeforeThePivot() {
        refuses("reserve can be undone, so it must come before the pivot", decide, reserve);
    }

    @Test
    void whatCannotBeUndoneComesAfterThePivot() {
        refuses("finish cannot be undone, so it must come after the pivot", finish, decide);
    }

    @Test
    void aStepThatCanBeUndoneSaysHow() {
        Step<String, String> hopeless =
                new Step<>("hopeless", StepKind.COMPENSATABLE, facts -> List.of(0), (facts, request) -> "do", null);
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
