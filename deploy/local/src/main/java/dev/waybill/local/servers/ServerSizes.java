package dev.waybill.local.servers;

/** How much of the machine the servers may take. */
public enum ServerSizes {
    /** For tests: gone in a minute, beside a build. */
    SMALL(256, 384),
    /** For the demo, the system tests and measurements. */
    NORMAL(512, 512);

    private final int sharedBuffersMb;
    private final int kafkaHeapMb;

    ServerSizes(int sharedBuffersMb, int kafkaHeapMb) {
        this.sharedBuffersMb = sharedBuffersMb;
        this.kafkaHeapMb = kafkaHeapMb;
    }

    int sharedBuffersMb() {
        return sharedBuffersMb;
    }

    int kafkaHeapMb() {
        return kafkaHeapMb;
    }
}
