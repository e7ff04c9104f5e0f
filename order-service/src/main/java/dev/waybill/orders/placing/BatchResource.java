package dev.waybill.orders.placing;

import dev.waybill.catalogue.Catalogue;
import dev.waybill.checkout.InventoryShards;
import dev.waybill.delivery.gathering.OverloadedException;
import dev.waybill.http.Caller;
import dev.waybill.http.Problem;
import dev.waybill.http.Role;
import dev.waybill.http.lines.Chunks;
import dev.waybill.http.lines.LinePipe;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/orders:batch}: any number of orders, a line each. */
@Path("/v1/orders:batch")
public class BatchResource {

    /** An order has 1,200 lines at most, and each a SKU of 64 characters. */
    private static final int LONGEST_LINE = 512 * 1024;

    /** About 500 orders for each of four shards; or fewer, if they are large, so that no statement takes seconds. */
    private static final Chunks CHUNKS = new Chunks(2_000, 1024 * 1024, 4);

    /** Each may hold some megabytes. */
    private static final int MOST_OPEN = 32;

    /** As many as there are chunks in work: more would not make a shop's orders any faster. */
    private static final int MOST_OPEN_OF_A_SHOP = 8;

    private static final String ORDERS = """
            {"customer":{"id":"17850"},"currency":"GBP","paymentToken":"tok_approve","lines":[{"sku":"85123A","quantity":6}],"idempotencyKey":"import-1"}
            {"customer":{"id":"13047"},"currency":"GBP","paymentToken":"tok_approve","lines":[{"sku":"nonesuch","quantity":1}],"idempotencyKey":"import-2"}
            """;

    private static final String ANSWERS = """
            {"line":1,"id":"019ab3c4-0f5e-7d21-9a52-5a0c1f6f0a11","state":"PROCESSING","status":202}
            {"line":2,"problem":{"type":"urn:waybill:problem:validation","title":"The request is not valid","status":422,"detail":"One field is wrong.","errors":[{"pointer":"/lines/0/sku","detail":"no product \\"nonesuch\\" is known"}]}}
            """;

    private final Caller caller;
    private final Catalogue catalogue;
    private final BulkIntake intake;
    private final Clock clock;
    private final OrderFactory factory;
    private final Places places = new Places(MOST_OPEN, MOST_OPEN_OF_A_SHOP);

    BatchResource(Caller caller, Catalogue catalogue, BulkIntake intake, Clock clock, InventoryShards inventory) {
        this.caller = caller;
        this.catalogue = catalogue;
        this.intake = intake;
        this.clock = clock;
        this.factory = new OrderFactory(inventory, new SecureRandom());
    }

    /** Places the orders, and answers each when it is committed, in the order of the lines, while more still come. */
    @POST
    @Consumes(LinePipe.MEDIA_TYPE)
    @Produces(LinePipe.MEDIA_TYPE)
    @RolesAllowed({Role.CUSTOMER_ROLE, Role.SERVICE_ROLE, Role.PRICING_ROLE, Role.OPS_ROLE})
    @Blocking
    @Operation(
            summary = "Place any number of orders, a line each",
            description =
                    "NDJSON both ways. A line is the body of POST /v1/orders and may have an idempotencyKey of its"
                            + " own, with the meaning of that call's header. Each line that is not empty is answered on a line, in"
                            + " order, while more are sent: with its order, or with the problem for which it was refused; the others"
                            + " are placed all the same. Read the answers while you send: who does not is read from no more. For"
                            + " a minute without a line sent, or with an answer not taken, the connection is ended. A shop may have"
                            + " eight batches open at a time.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = LinePipe.MEDIA_TYPE,
                            schema = @Schema(type = SchemaType.STRING),
                            example = ORDERS))
    @APIResponse(
            responseCode = "200",
            description =
                    "An answer for each line. If they end before the last, the connection broke, or was ended because nothing"
                            + " was sent or taken for a minute: send the rest again. What was accepted stays accepted.",
            content =
                    @Content(
                            mediaType = LinePipe.MEDIA_TYPE,
                            schema = @Schema(type = SchemaType.STRING),
                            example = ANSWERS))
    public Multi<byte[]> place(
            InputStream body,
            @HeaderParam("traceparent") @Nullable String traceparent,
            @Context HttpServerRequest request) {
        Orderer orderer = Orderer.of(caller);
        String tenant = orderer.tenant();
        BatchReader reader = new BatchReader(orderer, sku -> catalogue.find(tenant, sku), factory, clock, traceparent);
        takePlace(tenant);
        return LinePipe.answers(body, LONGEST_LINE, CHUNKS, chunk -> intake.place(chunk, reader), () -> cut(request))
                .onTermination()
                .invoke(() -> places.leave(tenant));
    }

    private void takePlace(String tenant) {
        switch (places.take(tenant)) {
            case SHOP_HAS_ENOUGH ->
                throw Problem.of(
                                429,
                                "too-many-batches",
                                "Too many batches at a time",
                                "Your shop has %d batches open, which is the most. Send this one when another has ended."
                                        .formatted(MOST_OPEN_OF_A_SHOP))
                        .toException();
            case NONE_IS_FREE -> throw new OverloadedException(MOST_OPEN);
            case ONE -> {
                // Until the batch has ended.
            }
        }
    }

    /**
     * At once. Vert.x's own close would first send what nobody takes, and keep it until then; and of a connection that has
     * other requests as well only this one is cut.
     */
    private static void cut(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else if (request.connection() instanceof ConnectionBase connection) {
            var unused = connection.channel().close();
        }
    }
}
