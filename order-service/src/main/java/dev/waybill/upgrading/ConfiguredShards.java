package dev.waybill.upgrading;

import dev.waybill.shards.ShardSettings;
import dev.waybill.shards.SlotRange;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The shards that the service would have if it were started: of its files, the environment and system properties. */
final class ConfiguredShards {

    private static final String FILES = "quarkus.config.locations";
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private ConfiguredShards() {}

    static List<ShardSettings> read() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDefaultSources();
        String files = System.getProperty(FILES, "");
        for (String file : files.isBlank() ? new String[0] : files.split(",")) {
            builder.withSources(source(Path.of(file.strip())));
        }
        return shards(builder.build());
    }

    private static List<ShardSettings> shards(SmallRyeConfig config) {
        List<ShardSettings> shards = new ArrayList<>();
        Optional<String> url = config.getOptionalValue("waybill.shards[0].url", String.class);
        while (url.isPresent()) {
            String slots = config.getValue("waybill.shards[%d].slots".formatted(shards.size()), String.class);
            shards.add(new ShardSettings(url.get(), SlotRange.parse(slots), 1, DEADLINE));
            url = config.getOptionalValue("waybill.shards[%d].url".formatted(shards.size()), String.class);
        }
        return shards;
    }

    private static PropertiesConfigSource source(Path file) {
        try {
            return new PropertiesConfigSource(file.toUri().toURL());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
