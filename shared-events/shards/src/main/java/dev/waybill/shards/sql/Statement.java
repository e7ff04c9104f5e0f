package dev.waybill.shards.sql;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement with its parameters and its rows as records.
 *
 * <p>In the SQL, {@code :name} is the parameter record's component of that name. A component that is a list of records is
 * a table: {@code FROM :orders} has a row per record, in order, a column per component, and {@code nr} which counts from 1.
 * So a statement stays one statement, however many rows it is given. Components and columns correspond by name,
 * {@code placedAt} to {@code placed_at}; the row record's components stand in the order of the result's columns. All of
 * this is checked against a migrated database when the product is built, see {@link StatementCheck}.
 *
 * @param <P> the parameters
 * @param <R> a row of the result
 */
public final class Statement<P extends Record, R extends Record> {

    private final String name;
    private final SqlTemplate template;
    private final RecordShape<R> row;

    private Statement(String name, SqlTemplate template, RecordShape<R> row) {
        this.name = name;
        this.template = template;
        this.row = row;
    }

    /**
     * @param name for metrics and messages; stable and unique in a service
     */
    public static <P extends Record, R extends Record> Statement<P, R> of(
            String name, Class<P> parameters, Class<R> row, String sql) {
        return new Statement<>(name, SqlTemplate.parse(sql, RecordShape.of(parameters)), RecordShape.of(row));
    }

    /** A statement whose rows nobody reads. */
    public static <P extends Record> Statement<P, NoRow> of(String name, Class<P> parameters, String sql) {
        return of(name, parameters, NoRow.class, sql);
    }

    public String name() {
        return name;
    }

    /** The SQL as Postgres sees it, with {@code $1}, {@code $2}, … */
    public String sql() {
        return template.sql();
    }

    public Tuple bind(P parameters) {
        return template.bind(parameters);
    }

    public List<R> rows(RowSet<Row> rows) {
        List<R> records = new ArrayList<>(rows.size());
        for (Row each : rows) {
            records.add(row.read(each));
        }
        return records;
    }

    SqlTemplate template() {
        return template;
    }

    RecordShape<R> row() {
        return row;
    }

    @Override
    public String toString() {
        return name;
    }
}
