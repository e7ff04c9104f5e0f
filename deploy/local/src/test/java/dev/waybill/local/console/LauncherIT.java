package dev.waybill.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.processes.Ports;
import dev.waybill.local.stack.FakeHome;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a process: what it prints, what it leaves behind. */
@Timeout(300)
class LauncherIT {
    @TempDir
    private Path folder;

    private Path home;
    private Path data;

    @BeforeEach
    void makeHome() throws IOException {
        home = FakeHome.in(folder.resolve("home"));
        data = folder.resolve("data");
    }

    /** One start for both, since it is what takes the time. */
    @Test
    void importsAFileAndEndsOnSigtermWithEverythingItStarted() throws Exception {
        Process up = launch("up", "--free-ports", "--folder", data.toString());
        assertThat(readUntilReady(up)).anyMatch(line -> line.startsWith("TOKEN=ey"));
        List<ProcessHandle> children = up.descendants().toList();
        assertThat(children).hasSizeGreaterThanOrEqualTo(6);
        importSomeRows();
        up.destroy();
        assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertAllEnd(children);
        assertThat(data.resolve("lock")).doesNotExist();
    }

    @Test
    void aLauncherThatWasKilledTakesItsChildrenAlong() throws Exception {
        Process up = launch("up", "--free-ports", "--folder", data.toString());
        readUntilReady(up);
        List<ProcessHandle> children = up.descendants().toList();
        up.destroyForcibly().waitFor();
        assertAllEnd(children);
        Process again = launch("up", "--free-ports", "--folder", data.toString());
        readUntilReady(again);
        Process second = launch("up", "--free-ports", "--folder", data.toString());
        assertThat(output(second)).contains("Waybill already runs here: process " + again.pid());
        assertThat(second.waitFor()).isEqualTo(1);
        again.destroy();
        again.waitFor();
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket()) {
            take(other);
            Process up = launch("up", "--folder", data.toString());
            assertThat(output(up)).contains("waybill: port 8080, which order-service wants, is taken");
            assertThat(up.waitFor()).isEqualTo(1);
            assertThat(up.descendants()).isEmpty();
        }
    }

    @Test
    void anUnknownCommandIsExitCode2() throws Exception {
        Process wrong = launch("down");
        assertThat(output(wrong)).contains("down");
        assertThat(wrong.waitFor()).isEqualTo(2);
    }

    @Test
    void anUpgradeIsCheckedByTheServiceThatIsBuiltHere() throws Exception {
        Process nothingThere = launch("check-upgrade", "--folder", data.toString());
        assertThat(output(nothingThere)).contains("waybill: there is no ", "no system was ever started there");
        assertThat(nothingThere.waitFor()).isEqualTo(1);

        Path settings = Files.writeString(folder.resolve("order-service.properties"), "");
        Process check = launch("check-upgrade", "--settings", settings.toString());
        assertThat(output(check)).contains("asked to check-sagas");
        assertThat(check.waitFor()).isZero();
    }

    private void importSomeRows() throws Exception {
        Path file = Files.writeString(folder.resolve("some.csv"), """
                InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
                536365,85123A,HEART HOLDER,6,2010-12-01 08:26:00,2.55,17850,United Kingdom
                C536379,D,Discount,-1,2010-12-01 09:41:00,27.5,14527,United Kingdom
                """);
        Process done = launch("import", "--folder", data.toString(), file.toString());
        assertThat(output(done)).containsPattern("CONFIRMED +1\n").containsPattern("refused: no_goods +1\n");
        assertThat(done.waitFor()).isZero();
    }

    /** Where something listens there already, that serves as well. */
    private static void take(ServerSocket other) throws IOException {
        if (Ports.isFree(8080)) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080));
        }
    }

    private Process launch(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dwaybill.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Waybill.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static List<String> readUntilReady(Process up) throws IOException {
        List<String> lines = new ArrayList<>();
        BufferedReader reader = up.inputReader(StandardCharsets.UTF_8);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
            if (line.startsWith("ready")) {
                return lines;
            }
        }
        throw new AssertionError("it never got ready: " + lines);
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void assertAllEnd(List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            process.onExit().get(30, TimeUnit.SECONDS);
        }
    }
}
