package dev.waybill.console.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.console.Session;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The services as one who is signed in may ask them. */
@RequestScoped
public class Peers {

    private static final String THIS = "order-service";

    private final PeersConfig config;
    private final Session session;
    private final RoutingContext routing;
    private final ObjectMapper json;

    Peers(PeersConfig config, Session session, RoutingContext routing, ObjectMapper json) {
        this.config = config;
        this.session = session;
        this.routing = routing;
        this.json = json;
    }

    public PeerCalls calls() {
        Map<String, URI> services = new LinkedHashMap<>();
        services.put(THIS, thisService());
        services.putAll(new TreeMap<>(config.urls()));
        return new PeerCalls(Collections.unmodifiableMap(services), session.token(), json);
    }

    /** All services are asked in the same way, this one too: at the end of the connection that the browser has made. */
    private URI thisService() {
        HttpServerRequest request = routing.request();
        SocketAddress here = request.localAddress();
        String host = here.hostAddress().contains(":") ? "[" + here.hostAddress() + "]" : here.hostAddress();
        return URI.create("%s://%s:%d".formatted(request.isSSL() ? "https" : "http", host, here.port()));
    }
}
