package dev.waybill.local.importing;

import dev.waybill.local.http.HttpCalls;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Asks the same again, ever more slowly, until an answer is final. Every request must be repeatable. */
final class PersistentCalls {
    private static final int ATTEMPTS = 12;

    private final HttpCalls calls;

    PersistentCalls(HttpCalls calls) {
        this.calls = calls;
    }

    /** @return the last answer, final or not */
    Answer ask(HttpRequest request, Predicate<Answer> isFinal) throws InterruptedException {
        Answer answer = Answer.NONE_YET;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            answer = send(request);
            if (isFinal.test(answer)) {
                return answer;
            }
            pause(request, answer, attempt);
        }
        return answer;
    }

    private Answer send(HttpRequest request) throws InterruptedException {
        try {
            return Answer.of(calls.send(request));
        } catch (IOException e) {
            return Answer.of(e);
        }
    }

    /** Where the service was asked to wait, and could, nobody needs to wait once more. */
    private static void pause(HttpRequest request, Answer answer, int attempt) throws InterruptedException {
        boolean waited =
                answer.accepts() && request.headers().firstValue("Prefer").isPresent();
        if (!waited) {
            TimeUnit.MILLISECONDS.sleep(Math.min(5_000, 200L << Math.min(attempt, 5)));
        }
    }
}
