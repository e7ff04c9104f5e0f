package dev.waybill.reversals;

import dev.waybill.contracts.TraceContext;
import dev.waybill.http.Caller;
import dev.waybill.http.Problem;
import dev.waybill.http.Role;
import dev.waybill.orders.OrderChange;
import dev.waybill.orders.OrderState;
import dev.waybill.orders.OrderView;
import dev.waybill.orders.placing.IdempotencyKey;
import dev.waybill.orders.placing.Preference;
import dev.waybill.orders.reading.StoredOrders;
import dev.waybill.orders.reading.VisibleOrders;
import dev.waybill.orders.watching.OrderWatch;
import dev.waybill.reversals.ReversalRow.Kind;
import dev.waybill.shards.RoutedId;
import dev.waybill.shards.Shards;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Cancels and returns of one order. */
@Path("/v1/orders/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.CUSTOMER_ROLE, Role.SERVICE_ROLE, Role.PRICING_ROLE, Role.OPS_ROLE})
public class ReversalsResource {

    private final Caller caller;
    private final VisibleOrders visible;
    private final StoredOrders stored;
    private final ReversalIntake intake;
    private final OrderWatch watch;
    private final Shards shards;

    ReversalsResource(
            Caller caller,
            VisibleOrders visible,
            StoredOrders stored,
            ReversalIntake intake,
            OrderWatch watch,
            Shards shards) {
        this.caller = caller;
        this.visible = visible;
        this.stored = stored;
        this.intake = intake;
        this.watch = watch;
        this.shards = shards;
    }

    /** What became of a cancel, and of the order. */
    public record Cancelled(ReversalView cancellation, OrderView order) {}

    /** An order's returns, the oldest first. */
    public record Returns(List<ReversalView> returns) {}

    /**
     * Cancels the order, whatever state it is in: one that is not confirmed yet is turned round, one that is gets its money
     * back and its units on the shelf. 200 if the order is cancelled, 202 if that is on its way, 409 if it was rejected or
     * all of it was returned. The same again gives the same answer. With {@code Prefer: wait=N}, answered when the order is
     * cancelled or N seconds have passed.
     *
     * @param body {@code {"note":"…"}}, or nothing
     */
    @POST
    @Path("cancel")
    @Consumes(MediaType.WILDCARD)
    public Uni<Response> cancel(
            @PathParam("id") String id,
            byte @Nullable [] body,
            @HeaderParam("Prefer") List<String> prefer,
            @HeaderParam("traceparent") @Nullable String traceparent)
            throws IOException {
        String by = caller.subject();
        String reason = caller.isStaff() ? "cancelled_by_shop" : "cancelled_by_customer";
        String note = body == null ? null : ReturnReader.note(body);
        String trace = TraceContext.continueOrStart(traceparent);
        Duration patience = Preference.waitOf(prefer);
        return visible.find(id).chain(order -> Uni.createFrom()
                .completionStage(() -> cancelAndWait(new Wish.Cancel(order.id(), by, reason, note, trace), patience)));
    }

    private CompletionStage<Response> cancelAndWait(Wish.Cancel wish, Duration patience) {
        // Watching begins before the wish is written, so that nothing is missed.
        CompletableFuture<OrderChange> ended = patience.isZero()
                ? CompletableFuture.completedFuture(null)
                : watch.await(wish.orderId(), patience, change -> change.state() == OrderState.CANCELLED);
        return intake.take(wish).thenCompose(outcome -> switch (outcome) {
            case Outcome.Refused(Problem why) -> {
                ended.cancel(false);
                yield CompletableFuture.completedFuture(why.toResponse());
            }
            case Outcome.Accepted(UUID reversal) ->
                ended.handle((change, late) -> reversal).thenCompose(known -> cancelled(wish.orderId(), known));
            case Outcome.Repeated(UUID reversal) -> {
                yield isCancelled(wish.orderId()).thenCompose(already -> {
                    if (already) {
                        ended.cancel(false);
                    }
                    return ended.handle((change, late) -> reversal)
                            .thenCompose(known -> cancelled(wish.orderId(), known));
                });
            }
        });
    }

    private CompletionStage<Boolean> isCancelled(UUID orderId) {
        return stored.find(orderId)
                .thenApply(order -> order.isPresent() && order.get().view().state() == OrderState.CANCELLED);
    }

    private CompletionStage<Response> cancelled(UUID orderId, UUID reversal) {
        return stored.find(orderId).thenCombine(views(orderId), (order, views) -> {
            OrderView view = order.orElseThrow(() -> gone(orderId)).view();
            ReversalView cancellation = find(views, reversal);
            return Response.status(view.state() == OrderState.CANCELLED ? 200 : 202)
                    .header(HttpHeaders.LOCATION, "/v1/orders/" + orderId + "/cancellation")
                    .entity(new Cancelled(cancellation, view))
                    .build();
        });
    }

    @GET
    @Path("cancellation")
    public Uni<ReversalView> cancellation(@PathParam("id") String id) {
        return all(id).map(rows -> rows.stream()
                .filter(row -> row.is(Kind.CANCEL))
                .findFirst()
                .map(ReversalView.Row::view)
                .orElseThrow(() -> Problem.notFound("Order \"%s\" has not been cancelled.".formatted(id))
                        .toException()));
    }

    /**
     * Takes some of a confirmed order back: its units are put on the shelf and exactly their money is given back. 202 and
     * its Location; 200 for a repeat under the same key.
     *
     * @param body {@code {"lines":[{"line":1,"quantity":2}],"note":"…"}}
     * @param idempotencyKey required, since this gives money back: the same key returns once
     */
    @POST
    @Path("returns")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> takeBack(
            @PathParam("id") String id,
            byte[] body,
            @HeaderParam("Idempotency-Key") List<String> idempotencyKey,
            @HeaderParam("traceparent") @Nullable String traceparent)
            throws IOException {
        String by = caller.subject();
        String key = IdempotencyKey.parse(idempotencyKey);
        if (key == null) {
            throw Problem.of(
                            400,
                            "idempotency-key",
                            "The Idempotency-Key is missing",
                            "A return gives money back, so the header Idempotency-Key must name it: a retry under the same key returns nothing twice.")
                    .toException();
        }
        ReturnReader.Body read = ReturnReader.read(body);
        String trace = TraceContext.continueOrStart(traceparent);
        return visible.find(id).chain(order -> Uni.createFrom().completionStage(() -> intake.take(
                        new Wish.Return(order.id(), by, key, read.units(), read.note(), trace))
                .thenCompose(outcome -> takenBack(order.id(), outcome))));
    }

    private CompletionStage<Response> takenBack(UUID orderId, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused(Problem why) -> CompletableFuture.completedFuture(why.toResponse());
            case Outcome.Accepted(UUID reversal) -> takenBack(orderId, reversal, 202);
            case Outcome.Repeated(UUID reversal) -> takenBack(orderId, reversal, 200);
        };
    }

    private CompletionStage<Response> takenBack(UUID orderId, UUID reversal, int status) {
        return views(orderId).thenApply(views -> Response.status(status)
                .header(HttpHeaders.LOCATION, "/v1/orders/%s/returns/%s".formatted(orderId, reversal))
                .entity(find(views, reversal))
                .build());
    }

    @GET
    @Path("returns")
    public Uni<Returns> returns(@PathParam("id") String id) {
        return all(id).map(rows -> new Returns(rows.stream()
                .filter(row -> row.is(Kind.RETURN))
                .map(ReversalView.Row::view)
                .toList()));
    }

    @GET
    @Path("returns/{returnId}")
    public Uni<ReversalView> oneReturn(@PathParam("id") String id, @PathParam("returnId") String returnId) {
        return returns(id).map(all -> all.returns().stream()
                .filter(each -> each.id().toString().equals(returnId))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("Order \"%s\" has no return \"%s\".".formatted(id, returnId))
                        .toException()));
    }

    private Uni<List<ReversalView.Row>> all(String id) {
        return visible.find(id).chain(order -> Uni.createFrom().completionStage(() -> rows(order.id())));
    }

    private CompletionStage<List<ReversalView>> views(UUID orderId) {
        return rows(orderId)
                .thenApply(rows -> rows.stream().map(ReversalView.Row::view).toList());
    }

    private CompletionStage<List<ReversalView.Row>> rows(UUID orderId) {
        return shards.ofSlot(RoutedId.slotOf(orderId))
                .query(Reversals.VIEW, new Reversals.ByOrder(orderId))
                .toCompletionStage();
    }

    private static ReversalView find(List<ReversalView> views, UUID reversal) {
        return views.stream()
                .filter(view -> view.id().equals(reversal))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("reversal %s is not there; this is a bug".formatted(reversal)));
    }

    private static IllegalStateException gone(UUID orderId) {
        return new IllegalStateException("order %s is not there; this is a bug".formatted(orderId));
    }
}
