package dev.waybill.local.ops;

import picocli.CommandLine.Option;

/** How much of a list is shown. */
final class Limit {
    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "so many, 1 to 500 (default: 50)")
    private int most = 50;

    int most() {
        return most;
    }
}
