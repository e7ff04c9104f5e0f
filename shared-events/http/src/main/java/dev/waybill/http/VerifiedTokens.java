package dev.waybill.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.time.Instant;

/**
 * Remembers tokens whose signature was found good: a frontend sends the same one with every request, and to verify it costs
 * more than anything else that a request needs. A token is forgotten after a minute, so that one under a key that was
 * withdrawn is good for no longer, and is never good beyond its own end.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class VerifiedTokens extends JWTCallerPrincipalFactory {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int AT_MOST = 10_000;

    private final JWTCallerPrincipalFactory verifier;
    private final Cache<String, JWTCallerPrincipal> verified = Caffeine.newBuilder()
            .maximumSize(AT_MOST)
            .expireAfterWrite(REMEMBERED)
            .build();

    public VerifiedTokens() {
        this(new DefaultJWTCallerPrincipalFactory());
    }

    VerifiedTokens(JWTCallerPrincipalFactory verifier) {
        this.verifier = verifier;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo wanted) throws ParseException {
        JWTCallerPrincipal known = verified.getIfPresent(token);
        if (known != null && known.getExpirationTime() > Instant.now().getEpochSecond()) {
            return known;
        }
        JWTCallerPrincipal caller = verifier.parse(token, wanted);
        verified.put(token, caller);
        return caller;
    }
}
