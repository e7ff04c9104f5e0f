package dev.waybill.shards;

import dev.waybill.shards.sql.NoParameters;
import dev.waybill.shards.sql.NoRow;
import dev.waybill.shards.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** What the tests' table is asked. */
final class Things {

    record Thing(UUID id, String name, long quantity) {}

    record NewThings(List<Thing> things) {}

    record Count(long count) {}

    record Seconds(long seconds) {}

    record At(Instant at) {}

    record Setting(String zone, Instant at) {}

    record Planned(String how) {}

    enum Colour {
        RED
    }

    record Coloured(Colour colour) {}

    static final Statement<NewThings, Thing> INSERT = Statement.of("things-insert", NewThings.class, Thing.class, """
            INSERT INTO things (id, name, quantity) SELECT id, name, quantity FROM :things ORDER BY nr
            RETURNING id, name, quantity
            """);

    static final Statement<NoParameters, Count> COUNT =
            Statement.of("things-count", NoParameters.class, Count.class, "SELECT count(*) AS count FROM things");

    static final Statement<Seconds, NoRow> SLEEP =
            Statement.of("sleep", Seconds.class, "SELECT pg_sleep(:seconds::float8)");

    static final Statement<At, Setting> ZONE =
            Statement.of("zone", At.class, Setting.class, "SELECT current_setting('TimeZone') AS zone, :at AS at");

    static final Statement<NoParameters, Planned> PLANS = Statement.of("plans", NoParameters.class, Planned.class, """
            SELECT current_setting('plan_cache_mode') || ', seqscan ' || current_setting('enable_seqscan') AS how
            """);

    static final Statement<NoParameters, Coloured> BLUE =
            Statement.of("blue", NoParameters.class, Coloured.class, "SELECT 'BLUE' AS colour");

    static final Statement<NoParameters, NoRow> NO_TABLE =
            Statement.of("no-table", NoParameters.class, "SELECT FROM no_such_table");

    private Things() {}

    static NewThings things(int count) {
        return new NewThings(IntStream.range(0, count)
                .mapToObj(i -> new Thing(UUID.randomUUID(), "thing " + i, i))
                .toList());
    }

    static NewThings lessThanNothing() {
        return new NewThings(List.of(new Thing(UUID.randomUUID(), "less than nothing", -1)));
    }
}
