package dev.waybill.benchmark.measuring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Processor time of processes and their children, in seconds. */
final class Cpu {
    private static final Path PROC = Path.of("/proc");
    /** Of the kernel's interface, whatever its own clock does (proc(5), {@code sysconf(_SC_CLK_TCK)}). */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int TIMES = 4;
    private static final int OWN_TIMES = 2;

    private Cpu() {}

    /** Of a process, of all its children that live, and where Linux tells it, of those that have ended. */
    static double seconds(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> seconds(process, TIMES)
                        + process.descendants()
                                .mapToDouble(child -> seconds(child, OWN_TIMES))
                                .sum())
                .orElse(0.0);
    }

    private static double seconds(ProcessHandle process, int times) {
        Path stat = PROC.resolve(process.pid() + "/stat");
        try {
            String text = Files.readString(stat);
            // The program's name may hold spaces; what follows its closing bracket is numbers.
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
            return Stream.of(fields)
                            .skip(USER_TIME)
                            .limit(times)
                            .mapToLong(Long::parseLong)
                            .sum()
                    / TICKS_PER_SECOND;
        } catch (IOException e) {
            return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e9;
        }
    }

    /** Of this process. */
    static double own() {
        return seconds(ProcessHandle.current(), OWN_TIMES);
    }

    /** Memory that a process has in RAM, in MiB; 0 where nobody tells. */
    static long residentMb(long pid) {
        try (Stream<String> lines = Files.lines(PROC.resolve(pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }
}
