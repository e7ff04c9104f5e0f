package dev.waybill.console.letters;

import dev.waybill.console.Address;
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
import dev.waybill.ops.OpsRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

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
                        .map(cursor -> Question.get(first + "&cursor=" + Address.encoded(cursor)));
    }

    /** @throws dev.waybill.http.ProblemException if there is none, or the service is away */
    Letter find(String service, UUID id) {
        return require(ask(service, id));
    }

    Answer<Letter> ask(String service, UUID id) {
        return calls.ask(service, Question.get("%s/%s".formatted(ROOT, id)), Letter.class);
    }

    /** What ops has done by hand, newest first. */
    Answers<Said.Actions> actions() {
        return calls.askAll(Question.get(ROOT + "/actions?limit=" + PAGE_SIZE), Said.Actions.class);
    }

    /** Writes nothing. */
    Answers<Plan> plan(Selection selection) {
        return calls.askEach(
                service -> selection.askOf(service).map(body -> Question.post(ROOT + "/plan", body)
                        .within(LONG)),
                Plan.class);
    }

    /** What the letters of the selection's group have in common, in words; empty if it is of none, or nobody knows. */
    String cause(Selection selection) {
        return selection.isSearch() && selection.filter().isGroup()
                ? Counted.of(selection.filter(), groups(selection.filter())).causes().stream()
                        .findFirst()
                        .orElse("")
                : "";
    }

    /**
     * The same replay, by its id, in each of the services that have any of the letters. Asked for again, it is begun where
     * it has not been.
     *
     * @throws dev.waybill.http.ProblemException 422, if none of these has any
     */
    Answers<Replay> replay(UUID id, Selection selection, Pace pace, List<String> services) {
        return askSome(
                selection, services, body -> Question.post(ROOT + "/replays", order(id, body, pace)), Replay.class);
    }

    /** Of those services that a page has named, the ones that have any of the letters. */
    private <T> Answers<T> askSome(
            Selection selection,
            List<String> services,
            Function<Map<String, Object>, Question> question,
            Class<T> type) {
        Answers<T> answers = calls.askEach(
                service -> Optional.of(service)
                        .filter(services::contains)
                        .flatMap(selection::askOf)
                        .map(body -> question.apply(body).within(LONG)),
                type);
        if (answers.all().isEmpty()) {
            throw OpsRequest.wrong("/service", "must name services that have any of the letters; nothing was done");
        }
        return answers;
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
     * Those services that have a part in it for which there is anything to do.
     *
     * @param verb {@code cancel} or {@code resume}
     * @throws dev.waybill.http.ProblemException if there is none, or not all of them could; those that could have done it
     */
    void tellReplay(UUID id, String verb, String reason) {
        Question question = Question.post("%s/replays/%s/%s".formatted(ROOT, id, verb), Map.of("reason", reason));
        Answers<Replay> known = calls.askAll(question, Replay.class).known();
        if (known.all().isEmpty()) {
            throw Problem.notFound("There is no replay \"%s\".".formatted(id)).toException();
        }
        requireAll(known.came().isEmpty() ? known : known.able(), told -> "%s has done it.".formatted(told.service()));
    }

    /**
     * @param services where they were counted: who comes back meanwhile has more than somebody has agreed to
     * @throws dev.waybill.http.ProblemException if not all services could; those that could have done it
     */
    void discard(Selection selection, List<String> services, String reason) {
        Answers<Said.Discarded> answers = askSome(
                selection,
                services,
                body -> {
                    Map<String, Object> order = new HashMap<>(body);
                    order.put("reason", reason);
                    return Question.post(ROOT + "/discards", order);
                },
                Said.Discarded.class);
        requireAll(answers, done -> "%s has discarded %d."
                .formatted(done.service(), done.value().discarded()));
    }

    /** Who has done it is said beside who has not. */
    private static <T> void requireAll(Answers<T> answers, Function<Came<T>, String> done) {
        if (!answers.missing().isEmpty()) {
            List<String> said =
                    new ArrayList<>(answers.came().stream().map(done).toList());
            said.addAll(answers.missing());
            if (!answers.came().isEmpty()) {
                said.add("It can be repeated until all have done it: nothing is done twice.");
            }
            throw refused(String.join(" ", said));
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
