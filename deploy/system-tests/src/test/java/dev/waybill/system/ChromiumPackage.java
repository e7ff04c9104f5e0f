package dev.waybill.system;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.brotli.BrotliCompressorInputStream;

/**
 * The Chromium that the build fetches where none is installed ({@code @sparticuz/chromium}, npm): the program and the
 * libraries and fonts that it needs, so that nothing has to be installed for it.
 */
final class ChromiumPackage {
    /** Where the profile {@code fetched-chromium} of the build puts the package's files. */
    private static final Path FETCHED = Path.of("target/chromium-package/package/bin");

    private static final Path UNPACKED = Path.of("target/chromium").toAbsolutePath();

    private ChromiumPackage() {}

    static boolean isFetched() {
        return Files.isDirectory(FETCHED);
    }

    static Chromium unpack() throws IOException {
        Path executable = UNPACKED.resolve("chromium");
        try (InputStream program = open("chromium.br")) {
            write(program, executable);
        }
        Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString("rwxr-xr-x"));
        unpackArchive("al2023.tar.br");
        unpackArchive("fonts.tar.br");
        Path fonts = Files.writeString(
                UNPACKED.resolve("fonts.xml"),
                "<fontconfig><dir>%s</dir><cachedir>%s</cachedir></fontconfig>%n"
                        .formatted(UNPACKED.resolve("fonts"), UNPACKED.resolve("fonts-cache")));
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("LD_LIBRARY_PATH", UNPACKED.resolve("lib").toString());
        environment.put("FONTCONFIG_FILE", fonts.toString());
        return new Chromium(executable, environment);
    }

    private static void unpackArchive(String name) throws IOException {
        try (TarArchiveInputStream archive = new TarArchiveInputStream(open(name))) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                if (entry.isFile()) {
                    write(archive, entry.resolveIn(UNPACKED));
                }
            }
        }
    }

    private static InputStream open(String name) throws IOException {
        return new BrotliCompressorInputStream(new BufferedInputStream(Files.newInputStream(FETCHED.resolve(name))));
    }

    private static void write(InputStream content, Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
