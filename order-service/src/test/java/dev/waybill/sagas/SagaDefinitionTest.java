package dev.waybill.sagas;

import static dev.waybill.sagas.Step.announcement;
import static dev.waybill.sagas.Step.compensatable;
import static dev.waybill.sagas.Step.pivot;
import static dev.waybill.sagas.Step.retriable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SagaDefinitionTest {

    private static final Policy ANY = Policy.within(Duration.ofSeconds(10));

    private final Step<String, String> reserve =
            compensatable("reserve", ANY, facts -> List.of(0), say("do"), say("undo"));
    private final Step<String, String> decide = pivot("decide");
    private final Step<String, String> tell = announcement("tell", say("do"));
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
    void nothingIsAnnouncedThatMayStillBeUndone() {
        refuses("tell would announce what may still be undone, so it must come after the pivot", tell, decide);
    }

    @Test
    void aStepThatCanBeUndoneSaysHow() {
        refuses(
                "hopeless needs an undo, or what it did would stay when a later step is refused",
                compensatable("hopeless", ANY, facts -> List.of(0), say("do"), null),
                decide);
    }

    @Test
    void thereIsAPointOfNoReturn() {
        refuses("there must be one pivot, the point of no return, but there are 0", reserve);
        refuses("there must be one pivot, the point of no return, but there are 0");
    }

    @Test
    void thereIsNoSecondPointOfNoReturn() {
        refuses("there must be one pivot, the point of no return, but there are 2", decide, pivot("again"));
    }

    @Test
    void thePivotStandsAlone() {
        refused(
                SagaDefinition.<String, String>named("any", 1).then(reserve, decide),
                "a pivot stands alone, so that there is one point of no return");
    }

    @Test
    void namesAreDistinctAlsoInParallel() {
        String why = "two steps are called reserve, and an answer could not say which of them it means";
        refuses(why, reserve, reserve, decide);
        refused(
                SagaDefinition.<String, String>named("any", 1)
                        .then(reserve, reserve)
                        .then(decide),
                why);
    }

    @Test
    void aStageHasAStep() {
        refused(SagaDefinition.<String, String>named("any", 1).then().then(decide), "a stage needs a step");
    }

    @Test
    void aDescriptionSaysAllThatRunningSagasDependOn() {
        SagaDefinition<String, String> definition = SagaDefinition.<String, String>named("any", 3)
                .then(reserve.keptBy(say("keep")).settledBy("finish"))
                .then(decide)
                .then(tell, finish)
                .build();

        assertThat(definition.describe("facts", message -> message + "!"))
                .isEqualTo("""
                any 3
                  reserve: compensatable; asks do!, undone by undo!; %1$s turns back; kept by keep!; settled by finish
                  decide: pivot
                  tell: notify; says do!
                  ∥ finish: retriable; asks do!; %1$s waits for ops
                """.formatted("answers within 10 s, repeated 8 times backing off 5 s to 120 s, a refusal"));
    }

    @Test
    void whatSettlesAHoldComesAfterThePivot() {
        refuses(
                "reserve is settled by nothing, so that must come after the pivot",
                reserve.settledBy("nothing"),
                decide);
        refuses(
                "reserve is settled by reserve, so that must come after the pivot",
                reserve.settledBy("reserve"),
                decide);
    }

    private static Maker<String, String> say(String message) {
        return (facts, request, context) -> message;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static void refuses(String why, Step<String, String>... steps) {
        SagaDefinition.Builder<String, String> builder = SagaDefinition.named("any", 1);
        List.of(steps).forEach(builder::then);
        refused(builder, why);
    }

    private static void refused(SagaDefinition.Builder<String, String> builder, String why) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("saga any 1 is not safe: " + why);
    }
}
