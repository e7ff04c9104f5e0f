package dev.waybill.system;

import dev.waybill.local.http.HttpCalls;
import dev.waybill.local.stack.Service;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends each request to the next replica that says it is ready; asks them as often as a real one does. */
final class LoadBalancer implements AutoCloseable {
    private static final int PROBE_MILLIS = 200;

    private final List<Service> replicas;
    private final AtomicInteger turn = new AtomicInteger();
    private final ScheduledExecutorService probes =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private volatile List<Service> ready;

    LoadBalancer(List<Service> replicas) {
        this.replicas = replicas;
        this.ready = replicas;
        probes.scheduleWithFixedDelay(this::probe, 0, PROBE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The URL of the replica whose turn it is. */
    String next() {
        List<Service> now = ready;
        return now.get(Math.floorMod(turn.getAndIncrement(), now.size())).url();
    }

    private void probe() {
        List<Service> answering =
                replicas.stream().filter(LoadBalancer::isReady).toList();
        // With nobody ready it makes no difference who says no.
        ready = answering.isEmpty() ? replicas : answering;
    }

    private static boolean isReady(Service replica) {
        try {
            return HttpCalls.isOk(replica.managementUrl() + "/q/health/ready");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        probes.shutdownNow();
    }
}
