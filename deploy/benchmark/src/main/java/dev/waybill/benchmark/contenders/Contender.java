package dev.waybill.benchmark.contenders;

import dev.waybill.benchmark.load.Target;
import java.util.List;
import java.util.Map;

/** A build of the saga that takes orders over HTTP as Waybill does. */
public interface Contender extends AutoCloseable {
    String name();

    Target target();

    /** Its own processes by name, the shared servers not among them. */
    Map<String, Long> pids();

    /** Where those of its processes that run and can tell it say what memory they use, to Prometheus, by name. */
    Map<String, String> metrics();

    /** Puts goods on sale, more of each than anybody can buy; returns when orders for them are understood. */
    void stock(List<String> skus);

    /** How many orders are not closed yet: captured, committed, their saga ended. */
    long open();

    /** Whatever its books hold that was not promised; empty if they are in order. Asked while nothing is open. */
    List<String> audit();

    @Override
    void close();
}
