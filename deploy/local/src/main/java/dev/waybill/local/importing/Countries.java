package dev.waybill.local.importing;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Countries as the shop wrote them, in ISO 3166 codes. */
final class Countries {
    /** Where the shop is; also for what is no country, like "Unspecified". */
    private static final String HOME = "GB";

    private static final Map<String, String> CODES = codes();

    private Countries() {}

    static String code(String name) {
        return CODES.getOrDefault(name.strip(), HOME);
    }

    private static Map<String, String> codes() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            codes.put(Locale.of("", code).getDisplayCountry(Locale.ENGLISH), code);
        }
        codes.put("EIRE", "IE");
        codes.put("RSA", "ZA");
        codes.put("USA", "US");
        codes.put("Hong Kong", "HK");
        codes.put("Czech Republic", "CZ");
        // Two bailiwicks without a code in common; Jersey is the larger.
        codes.put("Channel Islands", "JE");
        return Map.copyOf(codes);
    }
}
