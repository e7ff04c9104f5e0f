package dev.waybill.shards.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SqlTemplateTest {

    enum Colour {
        RED
    }

    record Line(UUID id, @Nullable String lineName) {}

    record Values(
            String customerId,
            long line2,
            Colour colour,
            List<Line> orderLines,
            List<Long> positions,
            Instant at,
            byte[] data) {}

    @Test
    void numbersParametersByTheRecordAndCastsEach() {
        assertThat(sql("SELECT :customerId, :line2, :colour, :positions, :at, :data, :customerId"))
                .isEqualTo("SELECT $1::text, $2::bigint, $3::text, $6::bigint[], $7::timestamptz, $8::bytea, $1::text");
    }

    @Test
    void makesATableOfAListOfRecords() {
        assertThat(sql("SELECT nr FROM :orderLines"))
                .isEqualTo("SELECT nr FROM unnest($4::uuid[], $5::text[])"
                        + " WITH ORDINALITY AS order_lines(id, line_name, nr)");
    }

    @Test
    void leavesACastAlone() {
        assertThat(sql("SELECT '1'::bigint, :line2::text")).isEqualTo("SELECT '1'::bigint, $2::bigint::text");
    }

    @Test
    void refusesANameThatTheRecordHasNot() {
        assertThatThrownBy(() -> sql("SELECT :nobody"))
                .hasMessageContaining(":nobody")
                .hasMessageContaining("Values");
    }

    @Test
    void isTheSameWithoutParametersForTheCheck() {
        assertThat(SqlTemplate.parse("SELECT :line2, :positions", RecordShape.of(Values.class))
                        .sqlWithoutParameters())
                .isEqualTo("SELECT NULL::bigint, NULL::bigint[]");
    }

    @Test
    void bindsInTheOrderOfItsNumbersAndTurnsRowsIntoColumns() {
        UUID one = new UUID(0, 1);
        UUID two = new UUID(0, 2);
        Instant at = Instant.parse("2026-01-02T03:04:05Z");
        Tuple bound = SqlTemplate.parse("SELECT 1", RecordShape.of(Values.class))
                .bind(new Values(
                        "c",
                        7,
                        Colour.RED,
                        List.of(new Line(one, null), new Line(two, "x")),
                        Arrays.asList(3L, null),
                        at,
                        new byte[] {9}));
        assertThat(bound.size()).isEqualTo(8);
        assertThat(bound.getString(0)).isEqualTo("c");
        assertThat(bound.getValue(2)).isEqualTo("RED");
        assertThat((Object[]) bound.getValue(3)).containsExactly(one, two);
        assertThat((Object[]) bound.getValue(4)).containsExactly(null, "x");
        assertThat((Object[]) bound.getValue(5)).containsExactly(3L, null);
        assertThat(bound.getValue(6)).isEqualTo(OffsetDateTime.parse("2026-01-02T03:04:05Z"));
        assertThat(bound.getValue(7)).isEqualTo(Buffer.buffer(new byte[] {9}));
    }

    private static String sql(String source) {
        return SqlTemplate.parse(source, RecordShape.of(Values.class)).sql();
    }
}
