package dev.waybill.sagas;

import static dev.waybill.sagas.TestSaga.NO;
import static dev.waybill.sagas.TestSaga.answer;
import static dev.waybill.sagas.TestSaga.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each answer to each request has one fate, whoever is late, doubled or mistaken. */
class AnswersTest {

    private static final String FATES = """
            the request is   | done    | refused | undone
            asked            | taken   | taken   | UNASKED
            done             | REPEAT  | LATE    | UNASKED
            refused          | LATE    | REPEAT  | UNASKED
            being undone     | LATE    | LATE    | taken
            undone           | LATE    | LATE    | REPEAT
            skipped          | LATE    | LATE    | UNASKED
            skipped undo     | LATE    | LATE    | LATE
            given up         | taken   | taken   | UNASKED
            given up undo    | LATE    | LATE    | taken
            asked while held | taken   | taken   | UNASKED
            of an attempt before | REPEAT | REPEAT | REPEAT
            of an attempt to come | UNASKED | UNASKED | UNASKED
            of nobody        | UNASKED | UNASKED | UNASKED
            of no step       | UNASKED | UNASKED | UNASKED
            of a step to come | UNASKED | UNASKED | UNASKED
            of a saga that is done | ENDED | ENDED | ENDED
            of a saga that is undone | ENDED | ENDED | ENDED
            """;

    private record Case(TestSaga saga, String request) {}

    @Test
    void everyAnswerHasOneFate() {
        List<String> rows = FATES.lines().skip(1).toList();

        assertThat(rows).allSatisfy(row -> {
            String[] cells = row.split(" *\\| *");
            assertThat(fates(of(cells[0]))).as(cells[0]).containsExactly(cells[1], cells[2], cells[3]);
        });
    }

    @Test
    void whatIsIgnoredSaysWhy() {
        assertThat(((Decision.Ignore<String>) of("being undone").saga().decide(done("stock 0"))).why())
                .isEqualTo("has that request as undoing already");
    }

    private static List<String> fates(Case each) {
        return List.of(
                each.saga().fateOf(done(each.request())),
                each.saga().fateOf(answer(new Answer.Refused(request(each.request()), NO))),
                each.saga().fateOf(answer(new Answer.Undone(request(each.request())))));
    }

    private static Case of(String row) {
        return switch (row) {
            case "asked" -> new Case(TestSaga.begun(), "stock 0");
            case "done" -> new Case(TestSaga.begun().done("stock 0"), "stock 0");
            case "refused" -> new Case(TestSaga.begun().refused("stock 0"), "stock 0");
            case "being undone" -> new Case(TestSaga.begun().refused("stock 1"), "stock 0");
            case "undone" -> new Case(TestSaga.turnedBack().undone("stock 0"), "stock 0");
            case "skipped" ->
                new Case(TestSaga.confirmed().unanswered().after(new Happening.Skipped("capture")), "capture 0");
            case "skipped undo" ->
                new Case(TestSaga.turnedBack().unanswered().after(new Happening.Skipped("voucher")), "voucher 0");
            case "given up" -> new Case(TestSaga.confirmed().unanswered(), "capture 0");
            case "given up undo" -> new Case(TestSaga.turnedBack().unanswered(), "stock 0");
            case "asked while held" -> new Case(TestSaga.begun().after(new Happening.Paused()), "stock 0");
            case "of an attempt before" -> new Case(TestSaga.withGoods().refused("money 0"), "money 0");
            case "of an attempt to come" -> new Case(TestSaga.withGoods(), "money 0 attempt 2");
            case "of nobody" -> new Case(TestSaga.begun(), "stock 7");
            case "of no step" -> new Case(TestSaga.begun(), "party 0");
            case "of a step to come" -> new Case(TestSaga.begun(), "money 0");
            case "of a saga that is done" ->
                new Case(TestSaga.confirmed().done("capture 0", "commit 0", "commit 1"), "stock 0");
            case "of a saga that is undone" ->
                new Case(TestSaga.turnedBack().undone("stock 0", "stock 1", "voucher 0"), "stock 0");
            default -> throw new IllegalArgumentException(row);
        };
    }

    private static Happening done(String request) {
        return answer(new Answer.Done(request(request)));
    }
}
