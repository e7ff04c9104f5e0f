package dev.waybill.local.servers;

import dev.waybill.local.processes.Compilers;

/** How much of the machine a system may take: its servers' memory, and what all its JVMs spend on compiling. */
public enum ServerSizes {
    /** For tests: gone in a minute, beside a build. */
    SMALL(256, 384, Compilers.FIRST),
    /** For the demo and measurements. */
    NORMAL(512, 512, Compilers.BOTH);

    private final int sharedBuffersMb;
    private final int kafkaHeapMb;
    private final Compilers compilers;

    ServerSizes(int sharedBuffersMb, int kafkaHeapMb, Compilers compilers) {
        this.sharedBuffersMb = sharedBuffersMb;
        this.kafkaHeapMb = kafkaHeapMb;
        this.compilers = compilers;
    }

    int sharedBuffersMb() {
        return sharedBuffersMb;
    }

    int kafkaHeapMb() {
        return kafkaHeapMb;
    }

    public Compilers compilers() {
        return compilers;
    }
}
