package dev.waybill.local.ops;

import dev.waybill.local.ops.calls.Exit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether what a search has found is really to be dealt with: a person is asked, a script has to say so. */
final class Consent {
    @Option(names = "--yes", description = "do not ask before it is done with all that the search finds")
    private boolean yes;

    /**
     * @param what is about to be done, with how many
     * @return {@code DONE} if it is to be done; what it comes to otherwise
     */
    Exit given(Session session, String what) throws IOException {
        if (yes) {
            return Exit.DONE;
        }
        if (!Boolean.getBoolean("waybill.asks")) {
            session.say(what + ". Nothing was done: say --yes if that is meant.");
            return Exit.WRONG;
        }
        session.err().print(what + ". Go on? [y/N] ");
        session.err().flush();
        return isYes(typed()) ? Exit.DONE : Exit.PROBLEM;
    }

    static boolean isYes(@Nullable String answer) {
        return answer != null && answer.strip().matches("(?i)y|yes");
    }

    private static @Nullable String typed() throws IOException {
        return new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
    }
}
