package dev.waybill.auditing;

import dev.waybill.shards.Shard;
import dev.waybill.shards.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Something that must be true of a shard's data at any instant. One statement, hence one snapshot: what is under way is
 * seen either before or after its transaction, never in between, and is no drift.
 *
 * @param name for metrics, logs and the report, in lower kebab case; stable and unique in a service
 * @param description the truth as a sentence, such as {@code Reserved units are those of the reservations that hold them.}
 * @param statement returns a row for each thing of which it is not true
 * @param parameters of the statement, given how many rows it may return
 * @param readsAll whether it reads all that ever happened, and is made less often; otherwise it costs what is open now, as an
 *     index finds it
 */
public record AuditCheck<P extends Record>(
        String name,
        String description,
        Statement<P, DriftRow> statement,
        IntFunction<P> parameters,
        boolean readsAll) {

    /**
     * What most checks are asked.
     *
     * @param most rows to return, for the statement's LIMIT
     */
    public record Shown(int most) {}

    public AuditCheck {
        if (!name.matches("[a-z]+(-[a-z]+)*")) {
            throw new IllegalArgumentException("a check's name is in lower kebab case, but was '%s'".formatted(name));
        }
    }

    /** A check of what is open, that needs to know nothing else. */
    public static AuditCheck<Shown> of(String name, String description, Statement<Shown, DriftRow> statement) {
        return new AuditCheck<>(name, description, statement, Shown::new, false);
    }

    /** As above, of whole tables. */
    public static AuditCheck<Shown> ofAll(String name, String description, Statement<Shown, DriftRow> statement) {
        return new AuditCheck<>(name, description, statement, Shown::new, true);
    }

    List<DriftRow> askedOf(Shard shard, int most, Duration deadline) {
        return shard.readPatiently(statement, parameters.apply(most), deadline);
    }
}
