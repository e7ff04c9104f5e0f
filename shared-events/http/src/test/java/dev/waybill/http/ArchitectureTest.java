package dev.waybill.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Who may know whom among the shared modules; this one sees them all. A rule that matches no class fails. */
class ArchitectureTest {

    private static final String CONTRACTS = "dev.waybill.contracts..";
    private static final String SHARDS = "dev.waybill.shards..";
    private static final String DELIVERY = "dev.waybill.delivery..";
    private static final String HTTP = "dev.waybill.http..";

    private static final JavaClasses SHARED = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.waybill.contracts", "dev.waybill.shards", "dev.waybill.delivery", "dev.waybill.http");

    @Test
    void seesEveryModule() {
        for (String module : new String[] {CONTRACTS, SHARDS, DELIVERY, HTTP}) {
            assertThat(SHARED.stream().filter(each -> each.getPackageName().startsWith(module.replace("..", ""))))
                    .as(module)
                    .hasSizeGreaterThan(5);
        }
    }

    @Test
    void contractsDependOnNothingOfOurs() {
        mayOnlyKnow(CONTRACTS, CONTRACTS);
    }

    @Test
    void contractsNeedJacksonAndNoFramework() {
        check(classes()
                .that()
                .resideInAPackage(CONTRACTS)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(CONTRACTS, "java..", "com.fasterxml.jackson..", "org.jspecify.annotations.."));
    }

    @Test
    void shardsKnowNeitherContractsNorDelivery() {
        mayOnlyKnow(SHARDS, SHARDS);
    }

    @Test
    void deliveryKnowsContractsAndShards() {
        mayOnlyKnow(DELIVERY, CONTRACTS, SHARDS, DELIVERY);
    }

    @Test
    void nothingSharedKnowsAService() {
        mayOnlyKnow("dev.waybill..", CONTRACTS, SHARDS, DELIVERY, HTTP);
    }

    @Test
    void statementsKnowNoShard() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.waybill.shards.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.waybill.shards"));
    }

    @Test
    void namesSayWhatAThingIs() {
        check(noClasses().should().haveNameMatching(".*(Impl|Dto|DTO|Util|Utils|Helper|Manager)"));
        check(noClasses()
                .should()
                .resideInAnyPackage("..service..", "..model..", "..dto..", "..util..", "..impl..", "..common.."));
    }

    private static void mayOnlyKnow(String module, String... known) {
        String[] ours = known.clone();
        check(classes()
                .that()
                .resideInAPackage(module)
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("dev.waybill.."))
                        .or(JavaClass.Predicates.resideInAnyPackage(ours))
                        .as("are of %s, or none of ours", String.join(", ", ours))));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(false).check(SHARED);
    }
}
