package dev.waybill.payments;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.waybill.payments.commanding.CommandDecision;
import dev.waybill.payments.settling.SettlementDecision;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The boundaries that the design rests on. ArchUnit fails a rule that finds nothing to check. */
class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.waybill.payments", "dev.waybill.gateways", "dev.waybill.ledger");

    private static final Set<String> PURE = Set.of(
            CommandDecision.class.getName(),
            SettlementDecision.class.getName(),
            WorkingSet.class.getName(),
            Payment.class.getName(),
            PaymentState.class.getName(),
            Refund.class.getName(),
            Tracked.class.getName(),
            DerivedId.class.getName());

    @Test
    void decisionsDoNoInputOrOutput() {
        assertThat(PURE).allMatch(OURS::contain);
        noClasses()
                .that(new com.tngtech.archunit.base.DescribedPredicate<JavaClass>("decide") {
                    @Override
                    public boolean test(JavaClass each) {
                        return PURE.contains(each.getName().replaceAll("\\$.*", ""));
                    }
                })
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vertx..",
                        "org.apache.kafka..",
                        "java.sql..",
                        "jakarta..",
                        "io.quarkus..",
                        "dev.waybill.delivery..",
                        "dev.waybill.shards..",
                        "java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.time.Clock.class)
                .check(OURS);
    }

    @Test
    void theLedgerKnowsMoneyOnly() {
        classes()
                .that()
                .resideInAPackage("dev.waybill.ledger..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.waybill.ledger..", "dev.waybill.contracts..", "org.jspecify..")
                .check(OURS);
    }

    @Test
    void providersKnowNothingOfPayments() {
        noClasses()
                .that()
                .resideInAPackage("dev.waybill.gateways..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.waybill.payments..",
                        "dev.waybill.ledger..",
                        "dev.waybill.shards..",
                        "dev.waybill.delivery..")
                .check(OURS);
    }

    @Test
    void onlyTheWiringKnowsWhichProviderThereIs() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.waybill.gateways.simulated..", "dev.waybill.payments.wiring..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.waybill.gateways.simulated..")
                .check(OURS);
    }

    @Test
    void featuresDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("dev.waybill.payments.commanding..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.waybill.payments.settling..", "dev.waybill.payments.reading..")
                .check(OURS);
        noClasses()
                .that()
                .resideInAPackage("dev.waybill.payments.settling..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.waybill.payments.commanding..", "dev.waybill.payments.reading..")
                .check(OURS);
    }
}
