package dev.waybill.console.letters;

import dev.waybill.console.letters.Said.Groups;
import dev.waybill.console.letters.Said.Letter;
import dev.waybill.console.letters.Said.Plan;
import dev.waybill.console.letters.Said.Replay;
import dev.waybill.console.letters.Said.Replays;
import dev.waybill.console.peers.Answer;
import dev.waybill.console.peers.Answer.Away;
import dev.waybill.console.peers.Answer.Came;
import dev.waybill.console.peers.Answer.Refused;
import dev.waybill.console.peers.Answers;
import dev.waybill.console.peers.PeerCalls;
import dev.waybill.console.peers.Question;
import dev.waybill.http.Problem;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Asks all services for their dead letters, with the caller's token: what the caller may not do, the services refuse. */
final class Letters {

    private static final String ROOT = "/ops/dead-letters";
    private static final int PAGE_SIZE = 50;

    /** A plan and a discard may be about very many. */
    private static final Duration LONG = Duration.ofSeconds(60);

    private final PeerCalls calls;

    Letters(PeerCalls calls) {
        this.calls = calls;
    }

    /** How a replay is to be done. */
    record Pace(String reason, int perSecond, int stopAtErrorPercent) {}

    Answers<Groups> groups(Filter filter) {
        return calls.askAll(Question.get(ROOT + "/groups?" + filter.query()), Groups.class);
    }

    /**
     * @param cursors by service; empty for the first page. Services without one are at their end then.
     */
    Answers<Said.Letters> list(Filter filter, Map<String, String> cursors) {
        return calls.askEach(service -> question(filter, cursors, service), Said.Letters.class);
    }

    private static Optional<Question> question(Filter filter, Map<String, String> cursors, String service) {
        String first = "%s?limit=%d&%s".formatted(ROOT, PAGE_SIZE, filter.query());
        return cursors.isEmpty()
                ? Optional.of(Question.get(first))
                : Optional.ofNullable(cursors.get(service))
                        .map(cursor -> Question.get(first + "&cursor=" + Selection.encoded(cursor)));
    }

    /** @throws dev.waybill.http.ProblemException if there is none, or the service is away */
    Letter find(String service, UUID id) {
        return require(calls.ask(service, Question.get("%s/%s".formatted(ROOT, id)), Letter.class));
    }

    /** Writes nothing. */
    Answers<Plan> plan(Selection selection) {
        return calls.askEach(
                service -> selection.askOf(service).map(body -> Question.post(ROOT + "/plan", body)
                        .within(LONG)),
                Plan.class);
    }

    /**
     * The same replay, by its id, in each of the services that have any of the letters.
     *
     * @throws dev.waybill.http.ProblemException if none has begun it
     */
    void replay(UUID id, Selection selection, Pace pace, List<String> services) {
        Answers<Replay> begun = calls.askEach(
                service -> Optional.of(service)
                        .filter(services::contains)
                        .flatMap(selection::askOf)
                        .map(body -> Question.post(ROOT + "/replays", order(id, body, pace))
                                .within(LONG)),
                Replay.class);
        if (begun.came().isEmpty()) {
            throw refused(String.join(" ", begun.missing()));
        }
    }

    private static Map<String, Object> order(UUID id, Map<String, Object> selection, Pace pace) {
        Map<String, Object> order = new HashMap<>(selection);
        order.put("id", id);
        order.put("reason", pace.reason());
        order.put("perSecond", pace.perSecond());
        order.put("stopAtErrorPercent", pace.stopAtErrorPercent());
        return order;
    }

    Answers<Replays> replays() {
        return calls.askAll(Question.get(ROOT + "/replays"), Replays.class);
    }

    /**
     * In the services that know it.
     *
     * @throws dev.waybill.http.ProblemException 404, if none does
     */
    ReplayView replay(UUID id) {
        Answers<Replay> answers = calls.askAll(Question.get("%s/replays/%s".formatted(ROOT, id)), Replay.class)
                .known();
        if (answers.came().isEmpty()) {
            String missing = String.join(" ", answers.missing());
            throw missing.isEmpty()
                    ? Problem.notFound("There is no replay \"%s\".".formatted(id))
                            .toException()
                    : refused(missing);
        }
        return ReplayView.of(answers);
    }

    /**
     * @param verb {@code cancel} or {@code resume}
     */
    void tellReplay(UUID id, String verb, String reason) {
        Question question = Question.post("%s/replays/%s/%s".formatted(ROOT, id, verb), Map.of("reason", reason));
        Answers<Replay> answers = calls.askAll(question, Replay.class).known();
        if (answers.came().isEmpty()) {
            throw refused(String.join(" ", answers.missing()));
        }
    }

    /** @throws dev.waybill.http.ProblemException if not all services could; those that could have done it */
    void discard(Selection selection, String reason) {
        Answers<Said.Discarded> answers = calls.askEach(
                service -> selection.askOf(service).map(body -> {
                    Map<String, Object> order = new HashMap<>(body);
                    order.put("reason", reason);
                    return Question.post(ROOT + "/discards", order).within(LONG);
                }),
                Said.Discarded.class);
        if (!answers.missing().isEmpty()) {
            throw refused(String.join(" ", answers.missing()));
        }
    }

    void edit(String service, UUID id, String payload, String reason) {
        Question question =
                Question.put("%s/%s/payload".formatted(ROOT, id), Map.of("payload", payload, "reason", reason));
        require(calls.ask(service, question, Letter.class));
    }

    private static <T> T require(Answer<T> answer) {
        return switch (answer) {
            case Came<T>(String service, T value) -> value;
            case Refused<T>(String service, int status, String why) ->
                throw Problem.of(status, "refused", service + " refused", why).toException();
            case Away<T>(String service, String why) ->
                throw Problem.of(503, "service-away", service + " is away", why).toException();
        };
    }

    private static RuntimeException refused(String why) {
        return Problem.of(409, "refused", "It was not done everywhere", why).toException();
    }
}
