package dev.waybill.local.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    @TempDir
    private Path folder;

    @Test
    void aTokenSaysWhomItSpeaksForAndVerifiesWithThePublicKey() throws Exception {
        DevelopmentKeys keys = DevelopmentKeys.in(folder);
        String token = keys.tokens().mint(new Caller("17850", "demo", List.of("customer", "ops")), Duration.ofHours(1));
        JwtClaims claims = consumer(keys).processToClaims(token);
        assertThat(claims.getSubject()).isEqualTo("17850");
        assertThat(claims.getStringClaimValue("tenant")).isEqualTo("demo");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("customer", "ops");
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isBetween(3_599L, 3_601L);
    }

    @Test
    void thePairIsMadeOnceAndItsSecretIsTheOwnersAlone() throws Exception {
        String first = Files.readString(DevelopmentKeys.in(folder).publicKey());
        assertThat(Files.readString(DevelopmentKeys.in(folder).publicKey())).isEqualTo(first);
        assertThat(Files.getPosixFilePermissions(folder.resolve("private.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private static JwtConsumer consumer(DevelopmentKeys keys) throws Exception {
        return new JwtConsumerBuilder()
                .setExpectedIssuer(Tokens.ISSUER)
                .setVerificationKey(Pem.publicKey(Files.readString(keys.publicKey())))
                .build();
    }
}
