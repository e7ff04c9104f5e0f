package dev.waybill.local.stack;

import dev.waybill.local.keys.Tokens;
import dev.waybill.local.servers.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The configuration that a service's replicas are started with, as the properties file they read.
 *
 * @param peers the other services' addresses by name, for the console
 */
record ServiceSettings(
        Servers servers, Path publicKey, List<Shard> shards, List<Shard> inventoryShards, Map<String, String> peers) {

    void write(Service service, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, of(service.kind(), service.port(), service.managementPort()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    String of(ServiceKind kind, int port, int managementPort) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.port", Integer.toString(port));
        settings.put("quarkus.management.host", "127.0.0.1");
        settings.put("quarkus.management.port", Integer.toString(managementPort));
        settings.put("kafka.bootstrap.servers", servers.kafkaBootstrap());
        if (kind != ServiceKind.PAYMENTS) {
            settings.put("quarkus.redis.hosts", servers.redisUrl());
        }
        settings.put("mp.jwt.verify.publickey.location", "file:" + publicKey);
        settings.put("mp.jwt.verify.issuer", Tokens.ISSUER);
        for (int i = 0; i < shards.size(); i++) {
            settings.put("waybill.shards[" + i + "].url", shards.get(i).url());
            settings.put(
                    "waybill.shards[" + i + "].slots", shards.get(i).slots().toString());
        }
        if (kind == ServiceKind.ORDERS) {
            settings.put("waybill.inventory-slots", ranges(inventoryShards));
            peers.forEach((name, url) -> settings.put("waybill.peers." + name, url));
        }
        return lines(settings);
    }

    private static String ranges(List<Shard> shards) {
        return shards.stream().map(shard -> shard.slots().toString()).collect(Collectors.joining(","));
    }

    private static String lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue().replace("\\", "\\\\") + "\n")
                .collect(Collectors.joining());
    }
}
