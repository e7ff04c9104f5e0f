package dev.waybill.console.orders;

import dev.waybill.console.Address;
import dev.waybill.console.Frame;
import dev.waybill.console.Live;
import dev.waybill.console.Section;
import dev.waybill.console.Session;
import dev.waybill.console.letters.OrderLetters;
import dev.waybill.console.orders.OrderSearch.Wanted;
import dev.waybill.console.orders.OrdersView.Sought;
import dev.waybill.console.peers.Peers;
import dev.waybill.console.peers.Question;
import dev.waybill.http.Role;
import dev.waybill.ops.OpsRequest;
import dev.waybill.ops.timeline.Histories;
import dev.waybill.ops.timeline.History;
import dev.waybill.orders.OrderState;
import dev.waybill.orders.OrderView;
import dev.waybill.orders.reading.Cursor;
import dev.waybill.orders.reading.StoredOrders;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** {@code /console/orders}: orders found, and the story of each, live while it runs. */
@Path("/console/orders")
@RolesAllowed(Role.OPS_ROLE)
@Produces(MediaType.TEXT_HTML)
public class OrdersPages {

    private static final int SHOWN = 50;
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final UUID END_OF_TIME = new UUID(-1, -1);
    private static final String PAYMENTS = "payment-service";

    private final Session session;
    private final OrderSearch search;
    private final Histories histories;
    private final StoredOrders stored;
    private final OrderMessages messages;
    private final Peers peers;
    private final Clock clock;

    OrdersPages(
            Session session,
            OrderSearch search,
            Histories histories,
            StoredOrders stored,
            OrderMessages messages,
            Peers peers,
            Clock clock) {
        this.session = session;
        this.search = search;
        this.histories = histories;
        this.stored = stored;
        this.messages = messages;
        this.peers = peers;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance orders(Frame frame, OrdersView view);

        static native TemplateInstance order(Frame frame, OrderPage order);

        static native TemplateInstance story(StoryView story);

        static native TemplateInstance payments(PaymentsView view);

        static native TemplateInstance messages(MessagesView view);
    }

    @GET
    @RunOnVirtualThread
    public Response list(
            @QueryParam("id") @Nullable String id,
            @QueryParam("tenant") @Nullable String tenant,
            @QueryParam("customer") @Nullable String customer,
            @QueryParam("state") @Nullable String state,
            @QueryParam("cursor") @Nullable String cursor) {
        if (!typed(id).isEmpty()) {
            return Address.see("/console/orders/" + Address.encoded(typed(id)));
        }
        Sought sought = sought(typed(tenant), typed(customer), typed(state));
        Wanted wanted = new Wanted(
                none(sought.tenant()),
                none(sought.customer()),
                state(sought.state()),
                Cursor.parse(cursor, END_OF_TIME),
                // One more than is shown tells whether there is a next page.
                SHOWN + 1);
        OrdersView view = OrdersView.of(sought, search.find(wanted), SHOWN);
        return Response.ok(Templates.orders(session.frame(Section.ORDERS), view).render())
                .build();
    }

    @GET
    @Path("{id}")
    @RunOnVirtualThread
    public TemplateInstance order(@PathParam("id") String id) {
        History history = history(id);
        OrderView order = stored.find(history.order().id())
                .toCompletableFuture()
                .join()
                .orElseThrow(() -> OpsRequest.unknown("order", id))
                .view();
        return Templates.order(session.frame(Section.ORDERS, "Order " + id), OrderPage.of(history, order));
    }

    @GET
    @Path("{id}/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    public Multi<OutboundSseEvent> live(@PathParam("id") String id, Sse sse) {
        OrderLetters letters = letters(id);
        return Live.of(sse, EVERY, session.end(), () -> {
            History history = history(id);
            boolean running = StoryView.isRunning(history);
            StoryView story = StoryView.of(history, running ? letters.lately() : letters.now());
            return new Live.Part(Templates.story(story).render(), !running);
        });
    }

    /** A part of the page of an order that has ended: the page itself waits for no other service. */
    @GET
    @Path("{id}/story")
    @RunOnVirtualThread
    public TemplateInstance story(@PathParam("id") String id) {
        return Templates.story(StoryView.of(history(id), letters(id).now()));
    }

    private OrderLetters letters(String id) {
        return new OrderLetters(peers.calls(), OpsRequest.id("order", id), clock);
    }

    @GET
    @Path("{id}/payments")
    @RunOnVirtualThread
    public TemplateInstance payments(@PathParam("id") String id) {
        History history = history(id);
        Question question = Question.get("/v1/payments/%s?tenant=%s"
                .formatted(history.order().id(), Address.encoded(history.order().tenant())));
        return Templates.payments(PaymentsView.of(peers.calls().ask(PAYMENTS, question, PaymentsView.Said.class)));
    }

    @GET
    @Path("{id}/messages")
    @RunOnVirtualThread
    public TemplateInstance messages(@PathParam("id") String id) {
        return Templates.messages(messages.find(history(id)));
    }

    private History history(String id) {
        return histories.find(OpsRequest.id("order", id)).orElseThrow(() -> OpsRequest.unknown("order", id));
    }

    /** A customer's number means something in a shop only; without one it is the shop of whoever asks. */
    private Sought sought(String tenant, String customer, String state) {
        return new Sought(!customer.isEmpty() && tenant.isEmpty() ? session.tenant() : tenant, customer, state);
    }

    private static @Nullable OrderState state(String state) {
        return state.isEmpty() ? null : OpsRequest.oneOf(OrderState.class, "state", state, OrderState.PROCESSING);
    }

    private static String typed(@Nullable String text) {
        return text == null ? "" : text.strip().replace("\0", "");
    }

    private static @Nullable String none(String text) {
        return text.isEmpty() ? null : text;
    }
}
