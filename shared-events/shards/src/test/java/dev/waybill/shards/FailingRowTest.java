package dev.waybill.shards;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FailingRowTest {

    private static final String ID = "019c0000-0000-7000-8000-000000000001";
    private static final String OTHER = "019c0000-0000-7fff-8000-000000000002";

    @Test
    void hasTheIdsThatTheDatabaseShows() {
        FailingRow found = FailingRow.of(
                        check("Failing row contains (%s, null, {SKU-1,SKU-2}, %s, 019c0000, 3).".formatted(ID, OTHER)))
                .orElseThrow();
        assertThat(found.ids()).containsExactlyInAnyOrder(UUID.fromString(ID), UUID.fromString(OTHER));
        assertThat(FailingRow.of(new CompletionException(check("Failing row contains (%s).".formatted(ID)))))
                .isPresent();
    }

    @Test
    void isAtFaultAloneUnlessItCollidesWithAnother() {
        assertThat(FailingRow.of(check("Failing row contains (%s).".formatted(ID))))
                .hasValueSatisfying(row -> assertThat(row.alone()).isTrue());
        assertThat(FailingRow.of(new PgException(
                        "duplicate", "ERROR", "23505", "Key (saga_id)=(%s) already exists.".formatted(ID))))
                .hasValueSatisfying(row -> assertThat(row.alone()).isFalse());
    }

    @Test
    void isNotThereWhereNothingIsShown() {
        assertThat(FailingRow.of(new PgException("no row is shown", "ERROR", "23514", null)))
                .isEmpty();
        assertThat(FailingRow.of(check("Failing row contains (f" + ID + ", " + ID + "0).")))
                .isEmpty();
        assertThat(FailingRow.of(new IllegalStateException("order " + ID))).isEmpty();
    }

    private static PgException check(String detail) {
        return new PgException("new row violates check constraint", "ERROR", "23514", detail);
    }
}
