package dev.waybill.local.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A project folder whose three services are {@link FakeService}s. */
public final class FakeHome {
    private static final String CLASS = FakeService.class.getName().replace('.', '/') + ".class";

    private FakeHome() {}

    public static Path in(Path folder) throws IOException {
        for (ServiceKind kind : ServiceKind.values()) {
            Path jar = kind.jar(folder);
            Files.createDirectories(jar.getParent());
            write(jar);
        }
        return folder;
    }

    private static void write(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream code = Objects.requireNonNull(
                        FakeService.class.getClassLoader().getResourceAsStream(CLASS))) {
            out.putNextEntry(new JarEntry(CLASS));
            code.transferTo(out);
        }
    }
}
