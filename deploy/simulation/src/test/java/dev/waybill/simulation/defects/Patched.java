package dev.waybill.simulation.defects;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The project's code with a defect: compiled in memory, and loaded together with a simulation of its own. */
final class Patched extends ClassLoader {

    private static final Path PROJECT = Path.of("..", "..").toAbsolutePath().normalize();

    private final Map<String, byte[]> compiled;

    private Patched(Map<String, byte[]> compiled) {
        super(Patched.class.getClassLoader());
        this.compiled = compiled;
    }

    /** The code as it is, loaded as a defect would be. */
    static Patched withoutDefect() {
        return new Patched(Map.of());
    }

    static Patched with(Defect defect) throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        for (Defect.Change change : defect.changes()) {
            String source = sources.containsKey(change.file())
                    ? sources.get(change.file())
                    : Files.readString(PROJECT.resolve(change.file()));
            sources.put(change.file(), replaceOnce(source, change));
        }
        return new Patched(compile(sources));
    }

    private static String replaceOnce(String source, Defect.Change change) {
        int at = source.indexOf(change.from());
        if (at < 0 || source.indexOf(change.from(), at + 1) >= 0) {
            throw new AssertionError("%s must have this exactly once, so that the defect can be planted: %s"
                    .formatted(change.file(), change.from()));
        }
        return source.replace(change.from(), change.to());
    }

    /** What the simulation says of the worlds of these seeds: the first complaint, or null. */
    String complaint(long firstSeed, int worlds, int orders) {
        try {
            Class<?> simulation = loadClass("dev.waybill.simulation.Simulation");
            for (long seed = firstSeed; seed < firstSeed + worlds; seed++) {
                Object verdict =
                        simulation.getMethod("run", long.class, int.class).invoke(null, seed, orders);
                List<?> complaints =
                        (List<?>) verdict.getClass().getMethod("complaints").invoke(verdict);
                if (!complaints.isEmpty()) {
                    return "seed %d: %s".formatted(seed, complaints.getFirst());
                }
            }
            return null;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("the world broke", e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("dev.waybill.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = compiled.containsKey(name) ? compiled.get(name) : original(name);
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] original(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static Map<String, byte[]> compile(Map<String, String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter log = new StringWriter();
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        boolean fine = compiler.getTask(
                        log,
                        new InMemory(files, classes),
                        null,
                        List.of(
                                "-proc:none",
                                "-nowarn",
                                "-parameters",
                                "-classpath",
                                System.getProperty("java.class.path")),
                        null,
                        sources.entrySet().stream()
                                .map(each -> new Source(each.getKey(), each.getValue()))
                                .toList())
                .call();
        if (!fine) {
            throw new AssertionError("the defect does not compile: " + log);
        }
        Map<String, byte[]> bytes = new HashMap<>();
        classes.forEach((name, out) -> bytes.put(name, out.toByteArray()));
        return bytes;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String file, String text) {
            super(URI.create("string:///" + Path.of(file).getFileName()), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;

        InMemory(JavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/') + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    classes.put(name, out);
                    return out;
                }
            };
        }
    }
}
