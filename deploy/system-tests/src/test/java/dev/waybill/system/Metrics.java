package dev.waybill.system;

import dev.waybill.local.stack.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** What a replica counts. */
final class Metrics {
    private Metrics() {}

    /** The sum over all tags of a counter; 0 if it has not counted yet. */
    static double sum(Service replica, String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(replica.managementUrl() + "/q/metrics"))
                .header("Accept", "text/plain")
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
