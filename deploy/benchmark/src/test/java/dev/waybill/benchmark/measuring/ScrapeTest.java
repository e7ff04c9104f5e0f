package dev.waybill.benchmark.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScrapeTest {

    @Test
    void addsUpTheLinesThatBeginAlike() {
        Scrape told = new Scrape("""
                # TYPE jvm_memory_used_bytes gauge
                jvm_memory_used_bytes{area="heap",id="Eden Space"} 1.5E6
                jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 500000.0
                jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 7.0
                """);

        assertThat(told.sum("jvm_memory_used_bytes{area=\"heap\"")).isEqualTo(2_000_000);
        assertThat(told.sum("jvm_gc_pause_seconds_sum")).isZero();
    }
}
