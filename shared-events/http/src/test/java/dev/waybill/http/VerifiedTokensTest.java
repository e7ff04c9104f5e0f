package dev.waybill.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private static final JWTAuthContextInfo WANTED = new JWTAuthContextInfo();

    private final List<String> verified = new ArrayList<>();

    /** A token here is its own end, in seconds from now; one that begins otherwise is forged. */
    private final VerifiedTokens tokens = new VerifiedTokens(new JWTCallerPrincipalFactory() {
        @Override
        public JWTCallerPrincipal parse(String token, JWTAuthContextInfo wanted) throws ParseException {
            verified.add(token);
            if (token.startsWith("forged")) {
                throw new ParseException("forged");
            }
            return new Known(
                    Map.of("sub", "of " + token, "exp", Instant.now().getEpochSecond() + Long.parseLong(token)));
        }
    });

    /** A token whose claims are these. */
    private static final class Known extends JWTCallerPrincipal {
        private final Map<String, Object> claims;

        private Known(Map<String, Object> claims) {
            super("raw", "Bearer");
            this.claims = claims;
        }

        @Override
        protected Object getClaimValue(String name) {
            return claims.get(name);
        }

        @Override
        protected Collection<String> doGetClaimNames() {
            return claims.keySet();
        }

        @Override
        public String toString(boolean showAll) {
            return claims.toString();
        }
    }

    @Test
    void verifiesATokenOnce() throws ParseException {
        assertThat(tokens.parse("100", WANTED).getSubject()).isEqualTo("of 100");
        assertThat(tokens.parse("100", WANTED).getSubject()).isEqualTo("of 100");
        assertThat(tokens.parse("200", WANTED).getSubject()).isEqualTo("of 200");
        assertThat(verified).containsExactly("100", "200");
    }

    @Test
    void remembersNoneBeyondItsEnd() throws ParseException {
        tokens.parse("0", WANTED);
        tokens.parse("0", WANTED);
        assertThat(verified).containsExactly("0", "0");
    }

    @Test
    void remembersNoForgedOne() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> tokens.parse("forged", WANTED)).isInstanceOf(ParseException.class);
        }
        assertThat(verified).hasSize(2);
    }
}
