package dev.waybill.letters.planning;

import dev.waybill.contracts.Message;
import dev.waybill.delivery.consuming.Foretelling;
import dev.waybill.delivery.consuming.Foretelling.Foretold;
import dev.waybill.delivery.consuming.Received;
import dev.waybill.delivery.consuming.Splitting;
import dev.waybill.shards.Shard;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/**
 * What would become of messages of which one may be such that nothing can be foretold of all of them together: its fault is
 * its own, and the others are told as they would be without it.
 */
public final class Foresight<M extends Message> {

    private final Foretelling<M> foretelling;
    private final Shard shard;
    private final IdentityHashMap<Received<M>, Foretold> told = new IdentityHashMap<>();

    private Foresight(Foretelling<M> foretelling, Shard shard) {
        this.foretelling = foretelling;
        this.shard = shard;
    }

    /**
     * @param messages in the order in which they would be handled
     * @return one for each, in that order; that it would be refused, if nothing can be foretold of it
     * @throws RuntimeException only what will pass, as {@link dev.waybill.shards.SqlFailure} reads it
     */
    public static <M extends Message> List<Foretold> of(
            Foretelling<M> foretelling, Shard shard, List<Received<M>> messages) {
        return messages.isEmpty() ? List.of() : new Foresight<>(foretelling, shard).of(messages);
    }

    private List<Foretold> of(List<Received<M>> messages) {
        List<Received<M>> others = without(messages);
        // In parts, one message does not know what another would leave: once more, now that it can be asked of them
        // together.
        if (others.size() < messages.size() && !others.isEmpty()) {
            without(others);
        }
        return messages.stream()
                .map(each -> Objects.requireNonNull(told.get(each)))
                .toList();
    }

    /** Those of which something could be foretold. */
    private List<Received<M>> without(List<Received<M>> messages) {
        IdentityHashMap<Received<M>, RuntimeException> failures = new IdentityHashMap<>();
        Splitting.run(messages, this::tell, failures::put);
        failures.forEach((each, failure) -> told.put(each, Foretold.isRefused(failure)));
        return messages.stream().filter(each -> !failures.containsKey(each)).toList();
    }

    private void tell(List<Received<M>> messages) {
        List<Foretold> answers = foretelling.foretell(shard, messages);
        for (int i = 0; i < messages.size(); i++) {
            told.put(messages.get(i), answers.get(i));
        }
    }
}
