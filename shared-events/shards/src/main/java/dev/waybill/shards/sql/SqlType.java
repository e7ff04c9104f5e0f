package dev.waybill.shards.sql;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The Java types that parameters and columns may have, and what each is in Postgres and on the Vert.x client. */
enum SqlType {
    UUID_TYPE("uuid", UUID[]::new, UUID.class),
    TEXT("text", String[]::new, String.class),
    BIGINT("bigint", Long[]::new, long.class, Long.class),
    INTEGER("integer", Integer[]::new, int.class, Integer.class),
    BOOLEAN("boolean", Boolean[]::new, boolean.class, Boolean.class),
    TIMESTAMPTZ("timestamptz", OffsetDateTime[]::new, Instant.class),
    BYTEA("bytea", Buffer[]::new, byte[].class);

    private final String postgresName;
    private final IntFunction<Object[]> array;
    private final Set<Class<?>> javaTypes;

    SqlType(String postgresName, IntFunction<Object[]> array, Class<?>... javaTypes) {
        this.postgresName = postgresName;
        this.array = array;
        this.javaTypes = Set.of(javaTypes);
    }

    static SqlType of(Class<?> javaType) {
        if (javaType.isEnum()) {
            return TEXT;
        }
        for (SqlType type : values()) {
            if (type.javaTypes.contains(javaType)) {
                return type;
            }
        }
        throw new IllegalArgumentException(javaType + " has no counterpart in SQL here");
    }

    String postgresName() {
        return postgresName;
    }

    /** An array that the client encodes as one of this type. */
    Object[] newArray(int length) {
        return array.apply(length);
    }

    /** A Java value as the client wants it. */
    @Nullable
    Object encode(@Nullable Object value) {
        return switch (value) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case byte[] bytes -> Buffer.buffer(bytes);
            case Enum<?> constant -> constant.name();
            case null, default -> value;
        };
    }

    /** One column of a row. */
    @Nullable
    Object decode(Row row, int column) {
        return switch (this) {
            case UUID_TYPE -> row.getUUID(column);
            case TEXT -> row.getString(column);
            case BIGINT -> row.getLong(column);
            case INTEGER -> row.getInteger(column);
            case BOOLEAN -> row.getBoolean(column);
            case TIMESTAMPTZ -> plain(row.getOffsetDateTime(column));
            case BYTEA -> plain(row.getBuffer(column));
        };
    }

    /** One column that is an array. */
    @Nullable
    List<?> decodeArray(Row row, int column) {
        Object[] values =
                switch (this) {
                    case UUID_TYPE -> row.getArrayOfUUIDs(column);
                    case TEXT -> row.getArrayOfStrings(column);
                    case BIGINT -> row.getArrayOfLongs(column);
                    case INTEGER -> row.getArrayOfIntegers(column);
                    case BOOLEAN -> row.getArrayOfBooleans(column);
                    case TIMESTAMPTZ -> row.getArrayOfOffsetDateTimes(column);
                    case BYTEA -> row.getArrayOfBuffers(column);
                };
        return values == null ? null : list(values);
    }

    /** Not {@code List.of}: an element may be null. */
    private static List<?> list(Object[] values) {
        List<@Nullable Object> list = new ArrayList<>(values.length);
        for (Object value : values) {
            list.add(plain(value));
        }
        return Collections.unmodifiableList(list);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case OffsetDateTime time -> time.toInstant();
            case Buffer buffer -> buffer.getBytes();
            case null, default -> value;
        };
    }
}
