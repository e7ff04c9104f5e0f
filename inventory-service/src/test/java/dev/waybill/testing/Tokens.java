package dev.waybill.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/** Bearer tokens as the service under test accepts them. */
public final class Tokens {

    /** A system property, since Quarkus' tests load this class more than once. */
    static final String PRIVATE_KEY = "waybill.test.private-key";

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Tokens() {}

    /** A token of the shop for the role. */
    public static String token(String tenant, String role) {
        return signed("""
                {"iss":"https://waybill.local","sub":"tester","tenant":"%s","groups":["%s"],%s}
                """.formatted(tenant, role, times()));
    }

    /** A token that names no shop. */
    public static String tokenWithoutTenant() {
        return signed("""
                {"iss":"https://waybill.local","sub":"tester","groups":["ops"],%s}
                """.formatted(times()));
    }

    private static String times() {
        long now = Instant.now().getEpochSecond();
        return "\"iat\":%d,\"exp\":%d".formatted(now, now + 600);
    }

    private static String signed(String claims) {
        try {
            String text = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + encoded(claims);
            Signature signature = Signature.getInstance("SHA256withRSA");
            byte[] key = Base64.getDecoder().decode(System.getProperty(PRIVATE_KEY));
            signature.initSign(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)));
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
