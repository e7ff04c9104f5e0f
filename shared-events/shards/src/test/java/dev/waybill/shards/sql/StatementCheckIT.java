package dev.waybill.shards.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.servers.TestServers;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StatementCheckIT {

    private static final String TABLE = """
            DROP TABLE IF EXISTS things;
            CREATE TABLE things (
              position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              id uuid NOT NULL, name text NOT NULL, quantity integer NOT NULL, tags text[] NOT NULL)
            """;

    record Key(UUID id) {}

    record Name(String name) {}

    record Things(List<Thing> things) {}

    record Thing(UUID id, String name, int quantity) {}

    record Position(long position) {}

    record Swapped(String name, UUID id) {}

    record Wide(long quantity) {}

    record Tags(List<String> tags) {}

    /** All of it right. */
    static final class Good {
        static final Statement<Key, Thing> READ =
                Statement.of("read", Key.class, Thing.class, "SELECT id, name, quantity FROM things WHERE id = :id");
        static final Statement<Things, Position> WRITE = Statement.of("write", Things.class, Position.class, """
                INSERT INTO things (id, name, quantity, tags) SELECT id, name, quantity, '{}' FROM :things
                RETURNING position
                """);
        static final Statement<Key, NoRow> REMOVE =
                Statement.of("remove", Key.class, "DELETE FROM things WHERE id = :id");
        static final Statement<Key, Tags> TAGS =
                Statement.of("tags", Key.class, Tags.class, "SELECT tags FROM things WHERE id = :id");
        static final String NO_STATEMENT = "is not looked at";
    }

    /** Each wrong in one way. */
    static final class Bad {
        static final Statement<Key, Thing> COLUMN =
                Statement.of("column", Key.class, Thing.class, "SELECT id, label, quantity FROM things WHERE id = :id");
        static final Statement<Key, Swapped> ORDER =
                Statement.of("order", Key.class, Swapped.class, "SELECT id, name FROM things WHERE id = :id");
        static final Statement<Key, Wide> TYPE =
                Statement.of("type", Key.class, Wide.class, "SELECT quantity FROM things WHERE id = :id");
        static final Statement<Name, NoRow> PARAMETER =
                Statement.of("parameter", Name.class, "DELETE FROM things WHERE id = :name");
        static final Statement<Key, NoRow> TABLE = Statement.of("table", Key.class, "DELETE FROM thing WHERE id = :id");
        static final Statement<Key, Name> COUNT =
                Statement.of("count", Key.class, Name.class, "SELECT id, name FROM things WHERE id = :id");
        static final Statement<Key, Name> NOTHING =
                Statement.of("nothing", Key.class, Name.class, "DELETE FROM things WHERE id = :id");
        static final Statement<Key, Tags> ELEMENT =
                Statement.of("element", Key.class, Tags.class, "SELECT name AS tags FROM things WHERE id = :id");
    }

    @Test
    void findsNothingWhereNothingIsWrong() throws Exception {
        StatementCheck check = check(Good.class);
        assertThat(check.complaints()).isEmpty();
        assertThat(check.checked()).isEqualTo(4);
    }

    @Test
    void namesEveryDisagreement() throws Exception {
        List<String> complaints = check(Bad.class).complaints();
        assertThat(complaints)
                .anySatisfy(each -> assertThat(each).startsWith("Bad.COLUMN: ").contains("label"))
                .anySatisfy(each -> assertThat(each).isEqualTo("Bad.ORDER: column id stands where the record has name"))
                .anySatisfy(each ->
                        assertThat(each).isEqualTo("Bad.TYPE: column quantity is int4, but its component reads int8"))
                .anySatisfy(
                        each -> assertThat(each).startsWith("Bad.PARAMETER: ").contains("uuid = text"))
                .anySatisfy(each -> assertThat(each).startsWith("Bad.TABLE: ").contains("\"thing\" does not exist"))
                .anySatisfy(each -> assertThat(each).isEqualTo("Bad.COUNT: returns 2 columns for 1 components"))
                .anySatisfy(each -> assertThat(each).isEqualTo("Bad.NOTHING: returns 0 columns for 1 components"))
                .anySatisfy(each ->
                        assertThat(each).isEqualTo("Bad.ELEMENT: column tags is text, but its component reads _text"));
    }

    private static StatementCheck check(Class<?> statements) throws Exception {
        TestServers.shared().createDatabase("statement_check");
        try (Connection connection = TestServers.shared().connect("statement_check");
                java.sql.Statement sql = connection.createStatement()) {
            sql.execute(TABLE);
            StatementCheck check = new StatementCheck(connection);
            check.check(statements);
            return check;
        }
    }
}
