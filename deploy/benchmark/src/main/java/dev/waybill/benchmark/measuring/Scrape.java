package dev.waybill.benchmark.measuring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A service's own figures, as it tells them to Prometheus.
 *
 * @param text in its text format
 */
public record Scrape(String text) {

    /** Asks for them: {@code http://host:port/path}. */
    public static Scrape of(String url) {
        try (var body = URI.create(url).toURL().openStream()) {
            return new Scrape(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + url + ": " + e.getMessage(), e);
        }
    }

    /** Of all lines that begin like this. */
    public double sum(String begin) {
        return text.lines()
                .filter(line -> line.startsWith(begin))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
