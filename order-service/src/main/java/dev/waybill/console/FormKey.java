package dev.waybill.console;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What every form carries to prove that it came from a page of the same session: a code made with the session's token, which
 * no script and no other site can read. So every replica can tell, and none has to remember. Pure.
 */
final class FormKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "waybill console form".getBytes(StandardCharsets.UTF_8);

    private FormKey() {}

    /**
     * @param token that the session was begun with
     */
    static String of(String token) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(PURPOSE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    static boolean isOf(String token, @Nullable String key) {
        return key != null
                && MessageDigest.isEqual(
                        of(token).getBytes(StandardCharsets.US_ASCII), key.getBytes(StandardCharsets.UTF_8));
    }
}
