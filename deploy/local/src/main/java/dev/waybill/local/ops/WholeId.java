package dev.waybill.local.ops;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Ids as a person types them: {@link UUID#fromString} takes short forms as well, which would be another's id. */
final class WholeId implements ITypeConverter<UUID> {
    @Override
    public UUID convert(String text) {
        try {
            return of(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** @throws IllegalArgumentException which says so */
    static UUID of(String text) {
        UUID id = parsed(text);
        if (id == null || !id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("'%s' is no id; write all 36 characters".formatted(text));
        }
        return id;
    }

    private static @Nullable UUID parsed(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
