package dev.waybill.shards.sql;

import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.ArrayTuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * SQL with named parameters, rendered once. Every parameter is rendered with a cast to the type that its Java type stands
 * for, so that Postgres never guesses, and a wrong type is an error when the statement is prepared.
 */
final class SqlTemplate {

    /** A colon before a word, but not the cast's double colon. */
    private static final Pattern PLACEHOLDER = Pattern.compile("(?<!:):([a-z][a-zA-Z0-9]*)");

    private final String source;
    private final RecordShape<?> parameters;
    private final String sql;
    private final int values;

    private SqlTemplate(String source, RecordShape<?> parameters) {
        this.source = source;
        this.parameters = parameters;
        this.sql = render(number -> "$" + number);
        this.values = parameters.columns().stream()
                .mapToInt(column ->
                        column.table() == null ? 1 : column.table().columns().size())
                .sum();
    }

    static SqlTemplate parse(String source, RecordShape<?> parameters) {
        return new SqlTemplate(source, parameters);
    }

    String sql() {
        return sql;
    }

    /** How many parameters it has. */
    int values() {
        return values;
    }

    /** The statement with NULL for each parameter: the same to Postgres' parser, and JDBC can describe it. */
    String sqlWithoutParameters() {
        return render(number -> "NULL");
    }

    Tuple bind(Record record) {
        List<@Nullable Object> bound = new ArrayList<>(values);
        for (RecordShape.Column column : parameters.columns()) {
            Object value = column.get(record);
            RecordShape<?> table = column.table();
            if (table != null) {
                transpose(table, records(value), bound);
            } else {
                bound.add(
                        column.list()
                                ? array(column, values(value))
                                : column.sqlType().encode(value));
            }
        }
        return new ArrayTuple(bound);
    }

    @SuppressWarnings("unchecked")
    private static List<? extends Record> records(@Nullable Object value) {
        return value == null ? List.of() : (List<? extends Record>) value;
    }

    private static List<?> values(@Nullable Object value) {
        return value == null ? List.of() : (List<?>) value;
    }

    private static Object[] array(RecordShape.Column column, List<?> elements) {
        Object[] array = column.sqlType().newArray(elements.size());
        for (int i = 0; i < array.length; i++) {
            array[i] = column.sqlType().encode(elements.get(i));
        }
        return array;
    }

    private static void transpose(RecordShape<?> table, List<? extends Record> rows, List<@Nullable Object> bound) {
        for (RecordShape.Column column : table.columns()) {
            Object[] array = column.sqlType().newArray(rows.size());
            for (int i = 0; i < array.length; i++) {
                array[i] = column.sqlType().encode(column.get(rows.get(i)));
            }
            bound.add(array);
        }
    }

    private String render(IntFunction<String> parameter) {
        Matcher matcher = PLACEHOLDER.matcher(source);
        StringBuilder rendered = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(rendered, Matcher.quoteReplacement(placeholder(matcher.group(1), parameter)));
        }
        return matcher.appendTail(rendered).toString();
    }

    private String placeholder(String name, IntFunction<String> parameter) {
        int number = 1;
        for (RecordShape.Column column : parameters.columns()) {
            RecordShape<?> table = column.table();
            boolean wanted = column.name().replace("_", "").equalsIgnoreCase(name);
            if (wanted) {
                return table == null ? value(column, parameter.apply(number)) : table(name, table, number, parameter);
            }
            number += table == null ? 1 : table.columns().size();
        }
        throw new IllegalArgumentException("no component :%s in %s, in:%n%s".formatted(name, parameters, source));
    }

    private static String value(RecordShape.Column column, String parameter) {
        return parameter + "::" + column.sqlType().postgresName() + (column.list() ? "[]" : "");
    }

    private static String table(String name, RecordShape<?> table, int first, IntFunction<String> parameter) {
        List<RecordShape.Column> columns = table.columns();
        String arrays = IntStream.range(0, columns.size())
                .mapToObj(i -> parameter.apply(first + i) + "::"
                        + columns.get(i).sqlType().postgresName() + "[]")
                .collect(Collectors.joining(", "));
        String names = columns.stream().map(RecordShape.Column::name).collect(Collectors.joining(", "));
        return "unnest(%s) WITH ORDINALITY AS %s(%s, nr)".formatted(arrays, snake(name), names);
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }
}
