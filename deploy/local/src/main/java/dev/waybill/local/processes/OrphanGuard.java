package dev.waybill.local.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends the children of a launcher that was itself killed without a chance to do so.
 *
 * <p>A small shell waits on a pipe whose other end only this JVM holds. The pipe closes when the JVM
 * ends in whatever way; what still has a pid file then is asked to end, and killed after ten seconds. Pid
 * files that come later belong to the next launcher, and are none of this guard's business.
 */
public final class OrphanGuard implements AutoCloseable {
    private static final String SCRIPT = """
            cat > /dev/null
            cd "$1" 2> /dev/null || exit 0
            ours=
            for file in *.pid; do
              [ -f "$file" ] && read -r pid started signal < "$file" || continue
              kill "-$signal" "$pid" 2> /dev/null
              ours="$ours $pid"
            done
            tries=0
            while [ "$tries" -lt 20 ]; do
              alive=
              for pid in $ours; do kill -0 "$pid" 2> /dev/null && alive=yes; done
              [ -z "$alive" ] && break
              sleep 0.5
              tries=$((tries + 1))
            done
            for pid in $ours; do
              kill -KILL "$pid" 2> /dev/null
            done
            for file in *.pid; do
              [ -f "$file" ] && read -r pid started signal < "$file" || continue
              case " $ours " in *" $pid "*) rm -f "$file" ;; esac
            done
            """;

    private final Process shell;

    private OrphanGuard(Process shell) {
        this.shell = shell;
    }

    /** Watches over every process that has a pid file in {@code runDirectory}, now or later. */
    public static OrphanGuard over(Path runDirectory) {
        List<String> command = new ArrayList<>(OwnSession.prefix());
        command.addAll(List.of(
                "sh",
                "-c",
                SCRIPT,
                "waybill-guard",
                runDirectory.toAbsolutePath().toString()));
        try {
            return new OrphanGuard(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the guard of the child processes", e);
        }
    }

    /** Dismisses the guard; to be called when every child has ended. */
    @Override
    public void close() {
        try {
            shell.getOutputStream().close();
            shell.waitFor();
        } catch (IOException e) {
            shell.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
