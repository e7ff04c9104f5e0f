package dev.waybill.products.listing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.http.Caller;
import dev.waybill.http.Problem;
import dev.waybill.http.Role;
import dev.waybill.http.lines.LinePipe;
import dev.waybill.ndjson.LineByLine;
import dev.waybill.ndjson.LineResult;
import dev.waybill.products.ListedProduct;
import dev.waybill.products.Product;
import dev.waybill.products.caching.ProductReader;
import dev.waybill.shards.Shard;
import dev.waybill.shards.Shards;
import dev.waybill.stock.SkuKey;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Products over HTTP. Prices are in the currency's minor unit; a product's ETag is its version. */
@Path("/v1")
@RunOnVirtualThread
public final class ProductsResource {

    private final Caller caller;
    private final Shards shards;
    private final Catalogue catalogue;
    private final ProductReader reader;
    private final LineByLine lineByLine;

    ProductsResource(Caller caller, Shards shards, Catalogue catalogue, ProductReader reader, LineByLine lineByLine) {
        this.caller = caller;
        this.shards = shards;
        this.catalogue = catalogue;
        this.reader = reader;
        this.lineByLine = lineByLine;
    }

    public record ProductView(String sku, String name, long price, String currency, boolean active, long version) {
        static ProductView of(ListedProduct listed) {
            Product product = listed.product();
            return new ProductView(
                    product.sku(),
                    product.name(),
                    product.price(),
                    product.currency(),
                    product.active(),
                    listed.version());
        }
    }

    /**
     * @param status {@code created}, {@code updated} or {@code unchanged}
     */
    public record LineView(String sku, String status, long version) {}

    @GET
    @Path("/products/{sku}")
    @Authenticated
    @Produces(MediaType.APPLICATION_JSON)
    public Response product(@PathParam("sku") String sku, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        SkuKey key = new SkuKey(caller.tenant(), sku);
        ListedProduct listed = key.mayExist() ? reader.read(key) : null;
        if (listed == null) {
            throw Problem.notFound("The shop has no product with the SKU %s.".formatted(sku))
                    .toException();
        }
        return EntityTags.matches(ifNoneMatch, listed.version())
                ? Response.notModified(tag(listed)).build()
                : answer(200, listed);
    }

    /** 201 for a new product, else 200; with {@code If-Match}, 412 if the product has another version by now. */
    @PUT
    @Path("/products/{sku}")
    @RolesAllowed({Role.SERVICE_ROLE, Role.OPS_ROLE})
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response put(
            @PathParam("sku") String sku,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("traceparent") @Nullable String trace,
            @Nullable JsonNode body) {
        Product product = Product.read(caller.tenant(), sku, body);
        Wish wish = new Wish(product, EntityTags.version(ifMatch));
        Listing listing = catalogue
                .list(shards.ofSlot(product.key().slot()), List.of(wish), trace)
                .getFirst();
        return switch (listing) {
            case Listing.Created created -> answer(201, created.product());
            case Listing.Updated updated -> answer(200, updated.product());
            case Listing.Unchanged unchanged -> answer(200, unchanged.product());
            case Listing.OtherVersion other -> refused(other).toResponse();
        };
    }

    /** A product on each line, answered line by line. */
    @POST
    @Path("/products:batch")
    @RolesAllowed({Role.SERVICE_ROLE, Role.OPS_ROLE})
    @Consumes(LinePipe.MEDIA_TYPE)
    @Produces(LinePipe.MEDIA_TYPE)
    @Blocking
    public Multi<byte[]> putAll(@HeaderParam("traceparent") @Nullable String trace, InputStream body) {
        String tenant = caller.tenant();
        return lineByLine.answer(
                body,
                line -> Product.read(tenant, null, line),
                product -> product.key().slot(),
                (shard, part) -> putPart(shard, part, trace));
    }

    private List<LineResult> putPart(Shard shard, List<Product> part, @Nullable String trace) {
        List<Wish> wishes =
                part.stream().map(product -> new Wish(product, null)).toList();
        List<Listing> listings = catalogue.list(shard, wishes, trace);
        return IntStream.range(0, part.size())
                .mapToObj(i -> line(part.get(i).sku(), listings.get(i)))
                .toList();
    }

    private static LineResult line(String sku, Listing listing) {
        return switch (listing) {
            case Listing.Created(ListedProduct listed) -> done(sku, "created", listed);
            case Listing.Updated(ListedProduct listed) -> done(sku, "updated", listed);
            case Listing.Unchanged(ListedProduct listed) -> done(sku, "unchanged", listed);
            case Listing.OtherVersion other -> new LineResult.Refused(refused(other));
        };
    }

    private static LineResult done(String sku, String status, ListedProduct listed) {
        return new LineResult.Done(new LineView(sku, status, listed.version()));
    }

    private static Problem refused(Listing.OtherVersion other) {
        String now = other.version() == null ? "There is no such product." : "It has version " + other.version() + ".";
        return Problem.of(412, "other-version", "The product has changed meanwhile", now);
    }

    private static Response answer(int status, ListedProduct listed) {
        return Response.status(status)
                .tag(tag(listed))
                .entity(ProductView.of(listed))
                .build();
    }

    private static EntityTag tag(ListedProduct listed) {
        return new EntityTag(String.valueOf(listed.version()));
    }
}
