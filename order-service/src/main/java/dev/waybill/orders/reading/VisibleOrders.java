package dev.waybill.orders.reading;

import dev.waybill.http.Caller;
import dev.waybill.http.Problem;
import dev.waybill.http.ProblemException;
import dev.waybill.orders.OrderView;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;

/** Single orders, for those who may see them; to all others they do not exist. */
@RequestScoped
public class VisibleOrders {

    private final Caller caller;
    private final StoredOrders orders;
    private final OrderCache cache;

    VisibleOrders(Caller caller, StoredOrders orders, OrderCache cache) {
        this.caller = caller;
        this.orders = orders;
        this.cache = cache;
    }

    /**
     * @param id as it stands in the path
     * @return fails with 404, if there is no such order or the caller may not see it
     */
    public Uni<OrderView> find(String id) {
        UUID orderId = parse(id);
        String tenant = caller.tenant();
        boolean staff = caller.isStaff();
        String subject = staff ? "" : caller.subject();
        return cache.get(orderId)
                .chain(cached -> cached.isPresent() ? Uni.createFrom().item(cached) : read(orderId))
                .map(found -> found.filter(order -> order.belongsTo(tenant))
                        .map(StoredOrder::view)
                        .filter(order -> staff || order.customerId().equals(subject))
                        .orElseThrow(() -> notFound(id)));
    }

    private Uni<Optional<StoredOrder>> read(UUID id) {
        return Uni.createFrom().completionStage(() -> orders.find(id)).invoke(found -> found.ifPresent(cache::put));
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw notFound(id);
        }
    }

    private static ProblemException notFound(String id) {
        return Problem.notFound("There is no order \"%s\".".formatted(id)).toException();
    }
}
