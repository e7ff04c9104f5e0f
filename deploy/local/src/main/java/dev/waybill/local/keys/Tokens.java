package dev.waybill.local.keys;

import java.security.PrivateKey;
import java.time.Duration;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Bearer tokens (RFC 7519, RS256) that the three services accept. */
public final class Tokens {
    public static final String ISSUER = "https://waybill.local";

    private final PrivateKey key;

    Tokens(PrivateKey key) {
        this.key = key;
    }

    /** A token for the caller, good from now on for {@code life}. */
    public String mint(Caller caller, Duration life) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject(caller.subject());
        claims.setStringClaim("tenant", caller.tenant());
        claims.setStringListClaim("groups", caller.roles());
        claims.setIssuedAtToNow();
        claims.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() + life.toSeconds()));
        claims.setGeneratedJwtId();
        return sign(claims);
    }

    private String sign(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "JWT");
        signature.setPayload(claims.toJson());
        signature.setKey(key);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
    }
}
