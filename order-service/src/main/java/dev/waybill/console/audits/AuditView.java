package dev.waybill.console.audits;

import dev.waybill.console.Shown;
import dev.waybill.console.audits.SaidAudit.OfCheck;
import dev.waybill.console.audits.SaidAudit.OfShard;
import dev.waybill.console.peers.Answer.Came;
import dev.waybill.console.peers.Answers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the audits of all services have found, as it is shown. Pure.
 *
 * @param missing services that did not say, each a sentence
 */
record AuditView(String verdict, String tone, List<Service> services, List<String> missing) {

    private static final String CLEAN = "CLEAN";
    private static final String DRIFTING = "DRIFTING";

    record Service(String name, String verdict, String tone, String at, List<Check> checks) {}

    /**
     * One check on all shards.
     *
     * @param truth what should be so
     */
    record Check(String name, String truth, String tone, String verdict, String at, List<Finding> findings) {}

    /**
     * What is not as it should be, or could not be looked at.
     *
     * @param subject such as an order's id; empty for a shard as a whole
     */
    record Finding(String shard, String subject, String found) {}

    static AuditView of(Answers<SaidAudit> answers, Instant now) {
        List<Service> services =
                answers.came().stream().map(came -> service(came, now)).toList();
        boolean drifting = answers.came().stream()
                .anyMatch(came -> DRIFTING.equals(came.value().verdict()));
        boolean whole = answers.missing().isEmpty()
                && answers.came().stream()
                        .allMatch(came -> CLEAN.equals(came.value().verdict()));
        return new AuditView(
                drifting
                        ? "The books do not balance."
                        : whole
                                ? "The books are balanced."
                                : "No drift was found, but not everything could be looked at.",
                drifting ? "bad" : whole ? "good" : "warn",
                services,
                answers.missing());
    }

    private static Service service(Came<SaidAudit> came, Instant now) {
        SaidAudit audit = came.value();
        Map<String, List<OnShard>> byCheck = new LinkedHashMap<>();
        for (OfShard shard : audit.shards()) {
            shard.checks().forEach(check -> byCheck.computeIfAbsent(check.check(), any -> new ArrayList<>())
                    .add(new OnShard(shard.shard(), check)));
        }
        return new Service(
                came.service(),
                Shown.words(audit.verdict()),
                tone(audit.verdict()),
                Shown.ago(audit.at(), now),
                byCheck.values().stream().map(each -> check(each, now)).toList());
    }

    private record OnShard(String shard, OfCheck check) {}

    private static Check check(List<OnShard> everywhere, Instant now) {
        OfCheck any = everywhere.getFirst().check();
        String worst =
                worst(everywhere.stream().map(each -> each.check().verdict()).toList());
        long drifts =
                everywhere.stream().mapToLong(each -> each.check().drifts()).sum();
        return new Check(
                any.check(),
                any.description(),
                tone(worst),
                drifts == 0 ? Shown.words(worst) : "%s (%s)".formatted(Shown.words(worst), Shown.number(drifts)),
                Shown.ago(
                        everywhere.stream()
                                .map(each -> each.check().at())
                                .min(Instant::compareTo)
                                .orElse(now),
                        now),
                everywhere.stream().flatMap(each -> findings(each).stream()).toList());
    }

    private static List<Finding> findings(OnShard each) {
        List<Finding> findings = new ArrayList<>();
        @Nullable String problem = each.check().problem();
        if (problem != null) {
            findings.add(new Finding(each.shard(), "", "not checked: " + problem));
        }
        each.check()
                .rows()
                .forEach(drift -> findings.add(
                        new Finding(each.shard(), drift.subject(), drift.found().toString())));
        return findings;
    }

    private static String worst(List<String> verdicts) {
        if (verdicts.contains(DRIFTING)) {
            return DRIFTING;
        }
        return verdicts.stream()
                .filter(verdict -> !CLEAN.equals(verdict))
                .findFirst()
                .orElse(CLEAN);
    }

    private static String tone(String verdict) {
        return switch (verdict) {
            case CLEAN -> "good";
            case DRIFTING -> "bad";
            default -> "warn";
        };
    }
}
