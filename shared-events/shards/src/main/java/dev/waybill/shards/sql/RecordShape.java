package dev.waybill.shards.sql;

import io.vertx.sqlclient.Row;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A record seen as the columns of a row or the parameters of a statement. */
final class RecordShape<T extends Record> {

    private final Class<T> type;
    private final List<Column> columns;
    private final MethodHandle constructor;

    private RecordShape(Class<T> type, List<Column> columns, MethodHandle constructor) {
        this.type = type;
        this.columns = columns;
        this.constructor = constructor;
    }

    static <T extends Record> RecordShape<T> of(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            List<Column> columns = Arrays.stream(components)
                    .map(component -> Column.of(component, lookup))
                    .toList();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            MethodHandle constructor = lookup.unreflectConstructor(type.getDeclaredConstructor(types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
            return new RecordShape<>(type, columns, constructor);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot read the record " + type, e);
        }
    }

    List<Column> columns() {
        return columns;
    }

    T read(Row row) {
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).read(row, i);
        }
        try {
            return type.cast((Object) constructor.invokeExact(values));
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "cannot make a %s of %s".formatted(type.getSimpleName(), row.deepToString()), e);
        }
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }

    /**
     * One component.
     *
     * @param name as in SQL, in snake case
     * @param javaType of the component, or of the elements if it is a list of values
     * @param list whether it is a list of values
     * @param table the shape of its elements, if it is a list of records
     */
    record Column(
            String name,
            Class<?> javaType,
            boolean list,
            @Nullable RecordShape<?> table,
            MethodHandle accessor) {

        static Column of(RecordComponent component, MethodHandles.Lookup lookup) {
            try {
                component.getAccessor().setAccessible(true);
                // Of one type for all, so that a call needs no look at the types.
                MethodHandle accessor = lookup.unreflect(component.getAccessor())
                        .asType(MethodType.methodType(Object.class, Record.class));
                String name = snakeCase(component.getName());
                if (component.getType() != List.class) {
                    return new Column(name, component.getType(), false, null, accessor);
                }
                Class<?> element =
                        (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
                return element.isRecord()
                        ? new Column(name, element, false, RecordShape.of(element.asSubclass(Record.class)), accessor)
                        : new Column(name, element, true, null, accessor);
            } catch (IllegalAccessException e) {
                throw new IllegalArgumentException("cannot read " + component, e);
            }
        }

        SqlType sqlType() {
            return SqlType.of(javaType);
        }

        @Nullable
        Object get(Record record) {
            try {
                return (Object) accessor.invokeExact(record);
            } catch (Throwable e) {
                throw new IllegalStateException("cannot read %s of %s".formatted(name, record), e);
            }
        }

        @Nullable
        Object read(Row row, int column) {
            return list
                    ? constants(sqlType().decodeArray(row, column))
                    : constant(sqlType().decode(row, column));
        }

        private @Nullable Object constants(@Nullable List<?> values) {
            return values == null || !javaType.isEnum()
                    ? values
                    : values.stream().map(this::constant).toList();
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        private @Nullable Object constant(@Nullable Object value) {
            return value != null && javaType.isEnum() ? Enum.valueOf((Class) javaType, (String) value) : value;
        }

        private static String snakeCase(String name) {
            return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        }
    }
}
