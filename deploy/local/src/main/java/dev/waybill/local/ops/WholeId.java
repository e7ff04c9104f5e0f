package dev.waybill.local.ops;

import java.util.UUID;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Ids as a person types them: {@link UUID#fromString} takes short forms as well, which would be another's id. */
final class WholeId implements ITypeConverter<UUID> {
    @Override
    public UUID convert(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw none(text);
        }
        throw none(text);
    }

    private static TypeConversionException none(String text) {
        return new TypeConversionException("'%s' is no id".formatted(text));
    }
}
