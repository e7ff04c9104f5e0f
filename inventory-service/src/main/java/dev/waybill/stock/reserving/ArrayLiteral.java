package dev.waybill.stock.reserving;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Arrays as Postgres reads them from text, for columns of rows that travel as arrays themselves, of which Postgres has
 * none. Source: the manual's chapter on array input and output syntax.
 */
final class ArrayLiteral {

    private ArrayLiteral() {}

    /** {@code {"A","B"}}. */
    static String ofTexts(Stream<String> texts) {
        return texts.map(ArrayLiteral::quoted).collect(Collectors.joining(",", "{", "}"));
    }

    /** {@code {1,2}}. */
    static String ofNumbers(IntStream numbers) {
        return numbers.mapToObj(Integer::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
