package dev.waybill.local.processes;

import java.util.List;

/** Which of its compilers a JVM uses, and how much they may do. */
public enum Compilers {
    /**
     * Both, with less inlined into each method. Five JVMs that start together on two processors would spend two fifths of them
     * on compiling for the first minutes, and what is called once for a batch would run half compiled for as long; so it is a
     * third less. Code that runs for hours may lose by it; that was not measured.
     */
    BOTH(List.of(
            "-XX:MaxInlineLevel=9", "-XX:FreqInlineSize=160", "-XX:InlineSmallCode=1200", "-XX:MaxNodeLimit=40000")),
    /** The first alone, for what lives for a minute or two: before the second gives anything back it is gone. */
    FIRST(List.of("-XX:TieredStopAtLevel=1"));

    private final List<String> options;

    Compilers(List<String> options) {
        this.options = options;
    }

    /** For the JVM's command line. */
    public List<String> options() {
        return options;
    }
}
