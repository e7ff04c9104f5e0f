package dev.waybill.shards.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.servers.TestServers;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlanCheckIT {

    private static final String TABLE = "CREATE TABLE IF NOT EXISTS things (id uuid PRIMARY KEY, name text NOT NULL)";

    record Key(UUID id) {}

    record Things(List<Thing> things) {}

    record Thing(UUID id, String name) {}

    record Name(String name) {}

    private static final String WRITE = """
            WITH written AS (
              INSERT INTO things (id, name) SELECT id, name FROM :things RETURNING id
            )
            SELECT name FROM :things WHERE %s
            """;

    static final Statement<Key, Thing> READ =
            Statement.of("read", Key.class, Thing.class, "SELECT id, name FROM things WHERE id = :id");
    static final Statement<Things, Name> LOOKED_UP = Statement.of("looked-up", Things.class, Name.class, """
            SELECT t.name FROM (SELECT * FROM :things) wanted JOIN things t ON t.id = wanted.id
            """);
    static final Statement<Things, Name> HASHED = Statement.of(
            "hashed", Things.class, Name.class, WRITE.formatted("(id IN (SELECT id FROM written)) IS TRUE"));
    static final Statement<Things, Name> JOINED =
            Statement.of("joined", Things.class, Name.class, WRITE.formatted("id IN (SELECT id FROM written)"));
    static final Statement<Things, Name> COUNTED = Statement.of("counted", Things.class, Name.class, """
            SELECT t.name FROM (SELECT * FROM :things) t
            WHERE (SELECT count(*) FROM :things WHERE things.name = t.name) = 1
            """);

    @Test
    void tellsWhatIsJoinedPairByPair() throws Exception {
        TestServers.shared().createDatabase("plan_check");
        try (Connection connection = TestServers.shared().connect("plan_check");
                java.sql.Statement sql = connection.createStatement()) {
            sql.execute(TABLE);
            PlanCheck check = new PlanCheck(connection);
            check.check(PlanCheckIT.class, "READ", "LOOKED_UP", "HASHED");
            assertThat(check.complaints()).isEmpty();

            check.check(PlanCheckIT.class, "JOINED", "COUNTED");
            assertThat(check.complaints())
                    .containsExactly(
                            "PlanCheckIT.JOINED: joins written pair by pair",
                            "PlanCheckIT.COUNTED: joins things_1 pair by pair");
        }
    }
}
