package dev.waybill.console.peers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.util.Map;

/** Where the console finds the other services. */
@ConfigMapping(prefix = "waybill.peers")
public interface PeersConfig {

    /**
     * Base addresses by service, such as {@code waybill.peers.inventory-service=http://127.0.0.1:8081}. What is not named is
     * not asked. This service itself is asked at the address that the browser has reached it at, unless it is named too.
     */
    @WithParentName
    Map<String, URI> urls();
}
