package dev.waybill.stock.receiving;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.http.Caller;
import dev.waybill.http.Problem;
import dev.waybill.http.Role;
import dev.waybill.http.lines.LinePipe;
import dev.waybill.ndjson.LineByLine;
import dev.waybill.ndjson.LineResult;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.stock.SkuKey;
import dev.waybill.stock.StockTable;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Stock over HTTP: how much there is, and that more came in. Quantities are units. */
@Path("/v1/stock")
@RunOnVirtualThread
public final class StockResource {

    private final Caller caller;
    private final Shards shards;
    private final Receipts receipts;
    private final LineByLine lineByLine;

    StockResource(Caller caller, Shards shards, Receipts receipts, LineByLine lineByLine) {
        this.caller = caller;
        this.shards = shards;
        this.receipts = receipts;
        this.lineByLine = lineByLine;
    }

    /** The counts of one SKU; {@code onHand = available + reserved = received - sold + returned}. */
    public record Stock(
            String sku, long onHand, long available, long reserved, long received, long sold, long returned) {
        static Stock of(StockTable.Levels levels) {
            return new Stock(
                    levels.sku(),
                    levels.onHand(),
                    levels.available(),
                    levels.reserved(),
                    levels.received(),
                    levels.sold(),
                    levels.returned());
        }
    }

    /**
     * @param status {@code received}, or {@code repeated} if it had been counted before
     */
    public record Received(String receiptId, String sku, long quantity, String status) {
        static Received of(Receipt receipt, Receiving result) {
            return new Received(
                    receipt.receiptId(),
                    receipt.sku(),
                    receipt.quantity(),
                    result.name().toLowerCase(Locale.ROOT));
        }
    }

    @GET
    @Path("/{sku}")
    @Authenticated
    @Produces(MediaType.APPLICATION_JSON)
    public Stock stock(@PathParam("sku") String sku) {
        SkuKey key = new SkuKey(caller.tenant(), sku);
        if (!key.mayExist()) {
            throw unknown(sku).toException();
        }
        return shards.ofSlot(key.slot()).run(StockTable.READ, key).stream()
                .findFirst()
                .map(Stock::of)
                .orElseThrow(() -> unknown(sku).toException());
    }

    /** 201 if it counts now, 200 if it had been counted before. */
    @POST
    @Path("/{sku}/receipts")
    @RolesAllowed({Role.SERVICE_ROLE, Role.OPS_ROLE})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response receive(@PathParam("sku") String sku, @Nullable JsonNode body) {
        Receipt receipt = Receipt.read(caller.tenant(), sku, body);
        Shard shard = shards.ofSlot(receipt.key().slot());
        Receiving result = receipts.receive(shard, List.of(receipt)).getFirst();
        return switch (result(receipt, result)) {
            case LineResult.Done(Record done) ->
                Response.status(result == Receiving.RECEIVED ? 201 : 200)
                        .entity(done)
                        .build();
            case LineResult.Refused(Problem problem) -> problem.toResponse();
        };
    }

    /** A receipt on each line, answered line by line. */
    @POST
    @Path("/receipts:batch")
    @RolesAllowed({Role.SERVICE_ROLE, Role.OPS_ROLE})
    @Consumes(LinePipe.MEDIA_TYPE)
    @Produces(LinePipe.MEDIA_TYPE)
    @Blocking
    public Multi<byte[]> receiveAll(InputStream body) {
        String tenant = caller.tenant();
        return lineByLine.answer(
                body,
                line -> Receipt.read(tenant, null, line),
                receipt -> receipt.key().slot(),
                this::receivePart);
    }

    private List<LineResult> receivePart(Shard shard, List<Receipt> part) {
        List<Receiving> results = receipts.receive(shard, part);
        return IntStream.range(0, part.size())
                .mapToObj(i -> result(part.get(i), results.get(i)))
                .toList();
    }

    private static LineResult result(Receipt receipt, Receiving result) {
        return switch (result) {
            case RECEIVED, REPEATED -> new LineResult.Done(Received.of(receipt, result));
            case UNKNOWN_SKU -> new LineResult.Refused(unknown(receipt.sku()));
            case OTHER_CONTENT ->
                new LineResult.Refused(Problem.of(
                        409,
                        "receipt-reused",
                        "The receipt's id is taken",
                        "Receipt %s was counted before, with another SKU or quantity.".formatted(receipt.receiptId())));
        };
    }

    private static Problem unknown(String sku) {
        return Problem.notFound("The shop has no product with the SKU %s.".formatted(sku));
    }
}
