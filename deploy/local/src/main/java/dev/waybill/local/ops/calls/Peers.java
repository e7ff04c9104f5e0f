package dev.waybill.local.ops.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The services that are asked. */
public record Peers(List<Peer> all) {
    public Peers {
        all = List.copyOf(all);
    }

    /** The one of that name. */
    public Peers only(String service) {
        return only(Set.of(service));
    }

    /** Those of these names. */
    public Peers only(Set<String> services) {
        return new Peers(
                all.stream().filter(peer -> services.contains(peer.service())).toList());
    }

    public Replies ask(Question question) throws InterruptedException {
        return askEach(service -> Optional.of(question));
    }

    /**
     * All at once, and waits for all.
     *
     * @param question by the service's name; nothing for one that is not asked
     */
    public Replies askEach(Function<String, Optional<Question>> question) throws InterruptedException {
        List<Callable<Reply>> asking = new ArrayList<>();
        for (Peer peer : all) {
            question.apply(peer.service()).ifPresent(asked -> asking.add(() -> peer.ask(asked)));
        }
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> each : workers.invokeAll(asking)) {
                replies.add(each.get());
            }
            return new Replies(replies);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a question could not be asked; this is a bug", e.getCause());
        }
    }
}
