package dev.waybill.local.importing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** What the services take at most. A row beyond is refused here, before goods are received for it. */
final class Limits {
    static final int LINES_OF_AN_ORDER = 1_200;
    static final BigInteger QUANTITY = BigInteger.valueOf(1_000_000);
    /** 10¹² pence. */
    static final BigDecimal POUNDS = BigDecimal.valueOf(10_000_000_000L);

    private static final int SKU = 64;
    private static final int NAME = 200;
    private static final int CUSTOMER = 64;
    /** The number is part of an idempotency key and, for a guest, of an e-mail address. */
    private static final Pattern INVOICE = Pattern.compile("[\\x21-\\x7e&&[^@]]{1,64}");

    private Limits() {}

    static boolean isInvoiceNumber(String text) {
        return INVOICE.matcher(text).matches();
    }

    /** The same for a customer's number. */
    static boolean isCustomer(String text) {
        return text.length() <= CUSTOMER
                && text.chars().noneMatch(c -> c == '@' || Character.isWhitespace(c))
                && isPlain(text);
    }

    static boolean isTooLongForASku(String text) {
        return text.length() > SKU;
    }

    /** Without control characters and halves of characters. */
    static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    /** A name only describes, so it is made to fit. */
    static String name(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .map(c -> isPlain(Character.toString(c)) ? c : ' ')
                .takeWhile(c -> plain.length() + Character.charCount(c) <= NAME)
                .forEach(plain::appendCodePoint);
        return plain.toString().strip();
    }
}
