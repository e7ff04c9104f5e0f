package dev.waybill.delivery.consuming;

import dev.waybill.contracts.Message;
import dev.waybill.delivery.consuming.Foretelling.Foretold;
import dev.waybill.delivery.consuming.Foretelling.Verdict;
import dev.waybill.delivery.letters.About;
import dev.waybill.shards.FailingRow;
import dev.waybill.shards.Shard;
import dev.waybill.shards.SqlFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Handles a batch, and if it fails through a fault of its own finds out whose: by the row that the database shows, or else the
 * service's own decision is asked who would be refused, and where that names nobody the batch is halved until the culprit
 * stands alone.
 */
final class Triage<M extends Message> {

    private static final Logger LOG = Logger.getLogger(Triage.class);

    private final Inbound<M> inbound;
    private final Shard shard;

    Triage(Inbound<M> inbound, Shard shard) {
        this.inbound = inbound;
        this.shard = shard;
    }

    /**
     * @param culprit gets a message that fails alone, with its failure
     * @param passOver whether a message must wait for a culprit that was found before
     */
    void handle(
            List<Received<M>> batch,
            BiConsumer<Received<M>, RuntimeException> culprit,
            Predicate<Received<M>> passOver) {
        try {
            run(batch);
        } catch (RuntimeException failure) {
            if (SqlFailure.of(failure) == SqlFailure.TRANSIENT) {
                throw failure;
            }
            // A rule of the database's is none of the decision's.
            Set<ConsumerRecord<byte[], byte[]>> suspects =
                    FailingRow.of(failure).isPresent() ? Set.of() : suspects(batch);
            if (suspects.isEmpty()) {
                new Splitting<Received<M>>(Triage::order, this::run, culprit, passOver).narrow(batch, failure);
            } else {
                Suspects.run(
                        batch,
                        received -> suspects.contains(received.record()),
                        Triage::order,
                        this::run,
                        culprit,
                        passOver);
            }
        }
    }

    private static @Nullable UUID order(Received<?> received) {
        return About.orderOf(received.record());
    }

    private void run(List<Received<M>> batch) {
        inbound.handler().handle(shard, batch);
    }

    private Set<ConsumerRecord<byte[], byte[]>> suspects(List<Received<M>> batch) {
        Set<ConsumerRecord<byte[], byte[]>> suspects = new HashSet<>();
        if (batch.size() > 1) {
            List<Foretold> foretold = foretell(batch);
            for (int i = 0; i < foretold.size(); i++) {
                if (foretold.get(i).verdict() == Verdict.REJECTED) {
                    suspects.add(batch.get(i).record());
                }
            }
        }
        return suspects;
    }

    /** Empty where it can't be foretold: then halving tells. */
    private List<Foretold> foretell(List<Received<M>> batch) {
        try {
            return inbound.foretelling().foretell(shard, batch);
        } catch (RuntimeException e) {
            if (SqlFailure.of(e) == SqlFailure.TRANSIENT) {
                throw e;
            }
            LOG.debugf(e, "nothing can be foretold of %d messages", batch.size());
            return List.of();
        }
    }
}
