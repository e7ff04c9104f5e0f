package dev.waybill.shards;

import io.vertx.pgclient.PgException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The row that a database shows when it breaks a rule: of many in one statement, the one that is at fault.
 *
 * @param ids all that are in it
 * @param alone whether it would be at fault without any other row, too, as by a CHECK; and not only beside one that is there
 */
public record FailingRow(Set<UUID> ids, boolean alone) {

    private static final Pattern ID =
            Pattern.compile("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b");
    private static final Set<String> OF_A_ROW_ALONE = Set.of("23502", "23514");

    public FailingRow {
        ids = Set.copyOf(ids);
    }

    /** Empty if none is shown, as for anything but a broken rule, and where a database keeps its rows to itself. */
    public static Optional<FailingRow> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException pg && pg.getDetail() != null) {
                return of(pg, pg.getDetail());
            }
        }
        return Optional.empty();
    }

    private static Optional<FailingRow> of(PgException failure, String shown) {
        Set<UUID> ids = ID.matcher(shown)
                .results()
                .map(MatchResult::group)
                .map(UUID::fromString)
                .collect(Collectors.toSet());
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of(new FailingRow(ids, OF_A_ROW_ALONE.contains(String.valueOf(failure.getSqlState()))));
    }
}
