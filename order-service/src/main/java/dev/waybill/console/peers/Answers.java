package dev.waybill.console.peers;

import dev.waybill.console.peers.Answer.Away;
import dev.waybill.console.peers.Answer.Came;
import dev.waybill.console.peers.Answer.Refused;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the services said to one question. Pure.
 *
 * @param <T> what was asked for
 */
public record Answers<T>(List<Answer<T>> all) {

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    public Answers {
        all = List.copyOf(all);
    }

    public List<Came<T>> came() {
        return all.stream()
                .flatMap(answer -> answer instanceof Came<T> came ? Stream.of(came) : Stream.empty())
                .toList();
    }

    /** Without those that said that they know nothing of what was asked for. */
    public Answers<T> known() {
        return new Answers<>(all.stream()
                .filter(answer -> !(answer instanceof Refused<T> refused && refused.status() == NOT_FOUND))
                .toList());
    }

    /** Without those that said that what they have is in no state for it: who has ended hinders nobody. */
    public Answers<T> able() {
        return new Answers<>(all.stream()
                .filter(answer -> !(answer instanceof Refused<T> refused && refused.status() == CONFLICT))
                .toList());
    }

    /** Each service that has nothing to show, and why, as a sentence. */
    public List<String> missing() {
        return all.stream().flatMap(Answers::complaint).toList();
    }

    /**
     * As above, and each shard that is away of those services that answered.
     *
     * @param shardsAway of what a service said
     */
    public List<String> missing(Function<T, List<String>> shardsAway) {
        Stream<String> shards = came().stream()
                .flatMap(came -> shardsAway.apply(came.value()).stream())
                .map("Shard %s is away."::formatted);
        return Stream.concat(missing().stream(), shards).toList();
    }

    private static Stream<String> complaint(Answer<?> answer) {
        return switch (answer) {
            case Came<?> fine -> Stream.empty();
            case Away<?>(String service, String why) -> Stream.of("%s is away (%s).".formatted(service, why));
            case Refused<?>(String service, int status, String why) ->
                Stream.of("%s refused (%d): %s".formatted(service, status, why));
        };
    }
}
