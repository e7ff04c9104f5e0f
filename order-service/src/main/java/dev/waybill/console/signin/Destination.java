package dev.waybill.console.signin;

import dev.waybill.console.Section;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where to go after signing in: a page of ours, whatever a link says. Pure. */
final class Destination {

    private Destination() {}

    static String of(@Nullable String wanted) {
        return wanted != null && isOurs(wanted) ? wanted : Section.FLOW.path();
    }

    private static boolean isOurs(String wanted) {
        try {
            URI uri = new URI(wanted);
            return uri.getScheme() == null
                    && uri.getRawAuthority() == null
                    && uri.getRawPath() != null
                    && uri.normalize().getRawPath().startsWith("/console/")
                    && !wanted.startsWith("/console/sign-")
                    && !wanted.endsWith("/live");
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
