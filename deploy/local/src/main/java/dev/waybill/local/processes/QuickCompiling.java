package dev.waybill.local.processes;

import java.util.List;

/**
 * Options by which a JVM spends less on compiling. Five JVMs that start together on two processors would spend two fifths of
 * them on it for the first minutes, and what is called once for a batch would run half compiled for as long. With less
 * inlined into each method that is a third less. Code that runs for hours may lose by it; that was not measured.
 */
public final class QuickCompiling {
    public static final List<String> OPTIONS = List.of(
            "-XX:MaxInlineLevel=9", "-XX:FreqInlineSize=160", "-XX:InlineSmallCode=1200", "-XX:MaxNodeLimit=40000");

    private QuickCompiling() {}
}
