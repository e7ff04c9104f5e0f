package dev.waybill.orders.placing;

import dev.waybill.catalogue.Catalogue;
import dev.waybill.checkout.InventoryShards;
import dev.waybill.contracts.TraceContext;
import dev.waybill.http.Caller;
import dev.waybill.http.ProblemException;
import dev.waybill.http.Role;
import dev.waybill.orders.OrderChange;
import dev.waybill.orders.OrderJson;
import dev.waybill.orders.OrderView;
import dev.waybill.orders.OrderView.Line;
import dev.waybill.orders.reading.StoredOrders;
import dev.waybill.orders.watching.OrderWatch;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/orders}. */
@Path("/v1/orders")
public class PlacingResource {

    private final Caller caller;
    private final Catalogue catalogue;
    private final OrderIntake intake;
    private final StoredOrders orders;
    private final OrderWatch watch;
    private final Clock clock;
    private final OrderFactory factory;

    PlacingResource(
            Caller caller,
            Catalogue catalogue,
            OrderIntake intake,
            StoredOrders orders,
            OrderWatch watch,
            Clock clock,
            InventoryShards inventory) {
        this.caller = caller;
        this.catalogue = catalogue;
        this.intake = intake;
        this.orders = orders;
        this.watch = watch;
        this.clock = clock;
        this.factory = new OrderFactory(inventory, new SecureRandom());
    }

    /**
     * Places an order. Answered when it is committed, or, with {@code Prefer: wait=N}, when it is decided or N seconds have
     * passed.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.CUSTOMER_ROLE, Role.SERVICE_ROLE, Role.PRICING_ROLE, Role.OPS_ROLE})
    public Uni<Response> place(
            byte[] body,
            @HeaderParam("Idempotency-Key") List<String> idempotencyKey,
            @HeaderParam("Prefer") List<String> prefer,
            @HeaderParam("traceparent") @Nullable String traceparent)
            throws IOException {
        Orderer orderer = Orderer.of(caller);
        String tenant = orderer.tenant();
        OrderDraft draft = orderer.own(OrderReader.read(OrderJson.tree(body)));
        String key = IdempotencyKey.parse(idempotencyKey);
        Duration patience = Preference.waitOf(prefer);
        try {
            List<Line> lines = Pricing.price(draft, sku -> catalogue.find(tenant, sku), orderer.setsPrices());
            NewOrder order =
                    factory.make(tenant, draft, lines, key, TraceContext.continueOrStart(traceparent), clock.instant());
            return Uni.createFrom().completionStage(() -> placeAndWait(order, patience));
        } catch (ProblemException refused) {
            if (key == null) {
                throw refused;
            }
            return Uni.createFrom().completionStage(() -> repeatedOr(refused, tenant, draft, key, patience));
        }
    }

    /** A repeat is answered with the order that it made, even if the catalogue would not sell it any more. */
    private CompletionStage<Response> repeatedOr(
            ProblemException refused, String tenant, OrderDraft draft, String key, Duration patience) {
        return intake.before(tenant, OrderFactory.retryableCustomerId(tenant, draft, key), key, draft)
                .thenCompose(made -> made.isPresent()
                        ? answer(made.get(), patience, new CompletableFuture<>())
                        : CompletableFuture.failedFuture(refused));
    }

    private CompletionStage<Response> placeAndWait(NewOrder order, Duration patience) {
        // Watching begins before the order exists, so that no decision is missed.
        CompletableFuture<OrderChange> decided =
                patience.isZero() ? new CompletableFuture<>() : watch.decision(order.id(), patience);
        return intake.place(order)
                .whenComplete((placement, failure) -> giveUpUnlessAccepted(decided, placement))
                .thenCompose(placement -> answer(placement, patience, decided));
    }

    private static void giveUpUnlessAccepted(CompletableFuture<OrderChange> decided, @Nullable Placement placement) {
        if (!(placement instanceof Placement.Accepted)) {
            decided.cancel(false);
        }
    }

    private CompletionStage<Response> answer(
            Placement placement, Duration patience, CompletableFuture<OrderChange> decided) {
        return switch (placement) {
            case Placement.Accepted(NewOrder order) ->
                patience.isZero()
                        ? CompletableFuture.completedFuture(response(order.order()))
                        : decided.handle((change, late) -> response(
                                change == null ? order.order() : order.order().after(change)));
            case Placement.Replayed replay -> replayed(replay.orderId(), patience);
            case Placement.KeyReused reused -> throw reused.problem().toException();
            case Placement.Unread unread -> CompletableFuture.failedFuture(unread.failure());
        };
    }

    /** The order that the key has made, as it is now; waited for as the first one was. */
    private CompletionStage<Response> replayed(UUID orderId, Duration patience) {
        CompletableFuture<OrderChange> decided =
                patience.isZero() ? new CompletableFuture<>() : watch.decision(orderId, patience);
        return orders.find(orderId).thenCompose(found -> {
            OrderView order = found.orElseThrow(() -> new IllegalStateException(
                            "the key's order %s is not there; this is a bug".formatted(orderId)))
                    .view();
            if (order.state().decided() || patience.isZero()) {
                decided.cancel(false);
                return CompletableFuture.completedFuture(response(order));
            }
            return decided.handle((change, late) -> response(change == null ? order : order.after(change)));
        });
    }

    private static Response response(OrderView order) {
        int status = order.state().decided() ? 200 : 202;
        return Response.status(status)
                // Relative, and as a header: the request that an absolute one needs may be over on this thread.
                .header(HttpHeaders.LOCATION, "/v1/orders/" + order.id())
                .tag(String.valueOf(order.version()))
                .entity(order)
                .build();
    }
}
