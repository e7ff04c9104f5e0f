package dev.waybill.console.assets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** The files that pages refer to, by the names they have there; read once. */
public final class Assets {

    private static final String LIBRARIES = "META-INF/resources/webjars/";
    private static final String SCRIPT = "text/javascript;charset=UTF-8";
    private static final String STYLE = "text/css;charset=UTF-8";

    private static final Map<String, Asset> ALL = new TreeMap<>(Map.of(
            "pico.css", read(LIBRARIES + "picocss__pico/2.1.1/css/pico.min.css", STYLE),
            "htmx.js", read(LIBRARIES + "htmx.org/2.0.10/dist/htmx.min.js", SCRIPT),
            "sse.js", read(LIBRARIES + "htmx-ext-sse/2.2.2/sse.js", SCRIPT),
            "console.css", read("console/console.css", STYLE),
            "console.js", read("console/console.js", SCRIPT),
            "icon.svg", read("console/icon.svg", "image/svg+xml")));

    private static final String VERSION = version(ALL);

    private Assets() {}

    /** One file. */
    record Asset(byte[] content, String mediaType) {}

    static Optional<Asset> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** Of all of them together; another one when any of them changes. */
    public static String version() {
        return VERSION;
    }

    private static Asset read(String resource, String mediaType) {
        try (InputStream file = Assets.class.getClassLoader().getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("there is no %s on the class path; this is a bug".formatted(resource));
            }
            return new Asset(file.readAllBytes(), mediaType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version(Map<String, Asset> assets) {
        CRC32C sum = new CRC32C();
        assets.values().forEach(asset -> sum.update(asset.content()));
        return HexFormat.of().toHexDigits(sum.getValue(), 8);
    }
}
