package dev.waybill.console.assets;

import dev.waybill.console.assets.Assets.Asset;
import dev.waybill.http.Problem;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** {@code /console/assets/{version}/{name}}: an address is good for ever, since another content has another one. */
@Path("/console/assets/{version}/{name}")
@PermitAll
public class AssetsResource {

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    @GET
    public Response get(@PathParam("version") String version, @PathParam("name") String name) {
        Asset asset = Assets.find(name)
                .orElseThrow(() -> Problem.notFound("There is no such file.").toException());
        return Response.ok(asset.content(), asset.mediaType())
                .header(HttpHeaders.CACHE_CONTROL, version.equals(Assets.version()) ? FOR_EVER : "no-cache")
                .build();
    }
}
