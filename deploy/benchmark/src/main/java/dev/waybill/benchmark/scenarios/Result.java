package dev.waybill.benchmark.scenarios;

import dev.waybill.benchmark.load.Load;
import dev.waybill.benchmark.measuring.Memory;
import dev.waybill.benchmark.measuring.Usage;

/**
 * One run of one build.
 *
 * @param scenario what was asked
 * @param load how it was asked, such as {@code 256 in flight}
 * @param contender of whom
 * @param round runs of one round were made right after each other
 * @param seen what the customers saw
 * @param closedPerSecond orders closed per second, from the first request until nothing was open any more
 * @param used per order, until nothing was open any more
 * @param memory of the build's processes then, and their pauses until then
 */
public record Result(
        String scenario,
        String load,
        String contender,
        int round,
        Load seen,
        double closedPerSecond,
        Usage used,
        Memory memory) {}
