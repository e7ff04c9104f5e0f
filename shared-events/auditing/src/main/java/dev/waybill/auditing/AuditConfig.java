package dev.waybill.auditing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a service's data is audited. */
@ConfigMapping(prefix = "waybill.audit")
public interface AuditConfig {

    /**
     * How long after one audit the next begins. Every replica audits; what one of them has found is as good as another's,
     * so several may well do it less often.
     */
    @WithDefault("60s")
    Duration every();

    /**
     * How long after checks that read whole tables those that found nothing are made again. The others, whose cost is what is
     * open, are made by every audit.
     */
    @WithDefault("1h")
    Duration wholeEvery();

    /** How long one check may take on one shard; less than a minute. A check that takes longer counts as not made. */
    @WithDefault("30s")
    Duration deadline();

    /** Drifts that are shown of each check on each shard; all are counted. */
    @WithDefault("100")
    int shown();
}
