package dev.waybill.stock.reserving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.servers.Servers;
import dev.waybill.local.servers.TestServers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Postgres itself is asked how it reads them. */
class ArrayLiteralIT {

    private static final Servers SERVERS = TestServers.shared();
    private static final String DATABASE = "array_literals";

    @BeforeAll
    static void create() {
        SERVERS.createDatabase(DATABASE);
    }

    @Test
    void textsComeBackAsTheyAreWhateverIsInThem() throws SQLException {
        List<String> texts = List.of(
                "MUG", "", " ", "NULL", "a,b", "{a}", "\"quoted\"", "back\\slash", "\\\"", "it's", "Tasse ☕", "\t\n");

        assertThat(read("text[]", ArrayLiteral.ofTexts(texts.stream()))).isEqualTo(texts.toArray());
        assertThat(read("text[]", ArrayLiteral.ofTexts(texts.stream().limit(0))))
                .isEqualTo(new String[0]);
    }

    @Test
    void numbersComeBackAsTheyAre() throws SQLException {
        assertThat(read("integer[]", ArrayLiteral.ofNumbers(IntStream.of(0, 7, Integer.MAX_VALUE))))
                .isEqualTo(new Integer[] {0, 7, Integer.MAX_VALUE});
        assertThat(read("integer[]", ArrayLiteral.ofNumbers(IntStream.empty()))).isEqualTo(new Integer[0]);
    }

    private static Object read(String type, String literal) throws SQLException {
        try (Connection connection = SERVERS.connect(DATABASE);
                PreparedStatement statement = connection.prepareStatement("SELECT ?::text::" + type)) {
            statement.setString(1, literal);
            try (ResultSet found = statement.executeQuery()) {
                assertThat(found.next()).isTrue();
                return found.getArray(1).getArray();
            }
        }
    }
}
