package dev.waybill.local.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;

/**
 * The RSA key pair with which this machine signs its own tokens. For development only: in production
 * tokens come from an identity provider, and services are given its public key.
 */
public final class DevelopmentKeys {
    private static final int BITS = 2048;

    private final Path folder;

    private DevelopmentKeys(Path folder) {
        this.folder = folder;
    }

    /** The pair in {@code folder}; made if there is none. */
    public static DevelopmentKeys in(Path folder) {
        DevelopmentKeys keys = new DevelopmentKeys(folder);
        if (!Files.exists(keys.publicKey())) {
            keys.make();
        }
        return keys;
    }

    /** PEM, as the services read it. */
    public Path publicKey() {
        return folder.resolve("public.pem").toAbsolutePath();
    }

    /** Makes tokens with this pair. */
    public Tokens tokens() {
        return new Tokens(privateKey());
    }

    private PrivateKey privateKey() {
        try {
            return Pem.privateKey(Files.readString(folder.resolve("private.pem")));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot read the private key in " + folder, e);
        }
    }

    /** The public key is written last: where it is, the pair is whole. */
    private void make() {
        try {
            Files.createDirectories(folder);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            Path secret = folder.resolve("private.pem");
            Files.writeString(secret, Pem.of(pair.getPrivate()));
            Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
            Files.writeString(publicKey(), Pem.of(pair.getPublic()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write keys to " + folder, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no RSA keys", e);
        }
    }
}
