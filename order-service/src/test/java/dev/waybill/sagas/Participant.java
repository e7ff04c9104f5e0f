package dev.waybill.sagas;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** All participants of a {@link TestSaga}, fenced as the contract wants it: the same request is answered the same. */
final class Participant {

    private final Random random;
    private final Map<String, Boolean> doneByRequest = new HashMap<>();
    private final Set<String> undone = new HashSet<>();

    Participant(Random random) {
        this.random = random;
    }

    /**
     * @param message such as {@code do stock 1} or {@code undo money 0 attempt 2}
     */
    Optional<Answer> hear(String message) {
        String[] words = message.split(" ", 2);
        String request = words[1];
        if (words[0].equals("undo")) {
            undone.add(request);
            return Optional.of(new Answer.Undone(TestSaga.request(request)));
        }
        boolean done = doneByRequest.computeIfAbsent(request, this::decide);
        return Optional.of(
                done
                        ? new Answer.Done(TestSaga.request(request))
                        : new Answer.Refused(TestSaga.request(request), TestSaga.NO));
    }

    /** What it has done and not undone, by request. */
    Set<String> holds() {
        Set<String> holds = new HashSet<>();
        doneByRequest.forEach((request, done) -> {
            if (done && !undone.contains(request)) {
                holds.add(request);
            }
        });
        return holds;
    }

    /** A do that comes after its undo is refused; before the pivot now and then one is refused for its own sake. */
    private boolean decide(String request) {
        boolean mayRefuse = !request.startsWith("capture") && !request.startsWith("commit");
        return !undone.contains(request) && !(mayRefuse && random.nextInt(12) == 0);
    }
}
