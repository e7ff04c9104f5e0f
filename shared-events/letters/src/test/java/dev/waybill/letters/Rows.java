package dev.waybill.letters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.servers.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What is in the databases of a service's shards, past all code of ours. */
public final class Rows {

    private final List<String> databases;

    Rows(List<String> databases) {
        this.databases = databases;
    }

    /** The messages that were applied, in order, on all shards. */
    public List<String> applied() {
        return ask("SELECT message FROM applied ORDER BY nr");
    }

    /** The first column of what all shards answer. */
    public List<String> ask(String sql) {
        List<String> answers = new ArrayList<>();
        onEach(statement -> {
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    answers.add(rows.getString(1));
                }
            }
        });
        return answers;
    }

    public long count(String from) {
        return ask("SELECT count(*) FROM " + from).stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    /** What no code of ours does. */
    public void change(String sql) {
        onEach(statement -> statement.execute(sql));
    }

    /** Who is parked has a letter, whose letter is parked is parked, and what waits behind somebody is counted with it. */
    public void requireInStep() {
        assertThat(count("""
                parked_orders p WHERE NOT EXISTS (
                  SELECT FROM dead_letters l
                  WHERE l.status = 'parked' AND l.topic = p.topic AND l.order_id = p.order_id)""")).as("orders parked for nothing").isZero();
        assertThat(count("""
                dead_letters l WHERE l.status = 'parked' AND l.role = 'behind' AND NOT EXISTS (
                  SELECT FROM dead_letters c
                  WHERE c.status = 'parked' AND c.role = 'culprit' AND c.topic = l.topic AND c.order_id = l.order_id
                    AND c.nr < l.nr)""")).as("letters that wait behind nobody").isZero();
        assertThat(count("""
                dead_letters l JOIN parked_orders p ON l.topic = p.topic AND l.order_id = p.order_id
                WHERE l.status = 'parked' AND l.role = 'behind' AND l.cause_group <> p.cause_group""")).as("letters that are counted with what is gone").isZero();
        assertThat(count("""
                dead_letters l WHERE l.status = 'parked' AND l.order_id IS NOT NULL AND NOT EXISTS (
                  SELECT FROM parked_orders p WHERE l.topic = p.topic AND l.order_id = p.order_id)""")).as("letters that hold up nobody").isZero();
    }

    @FunctionalInterface
    private interface Deed {
        void with(Statement statement) throws SQLException;
    }

    private void onEach(Deed deed) {
        for (String database : databases) {
            try (Connection connection = TestServers.shared().connect(database);
                    Statement statement = connection.createStatement()) {
                deed.with(statement);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
