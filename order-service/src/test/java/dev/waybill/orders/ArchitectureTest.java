package dev.waybill.orders;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** ArchUnit fails a rule that matches no class, so none of these can be empty. */
class ArchitectureTest {

    private static final String[] OUTSIDE = {
        "io.vertx..", "io.quarkus..", "org.apache.kafka..", "io.smallrye..", "jakarta.enterprise..", "java.sql.."
    };

    private static final String[] DECISIONS = {
        "SagaBatch",
        "RunningSaga",
        "SagaRow",
        "PlaceOrder",
        "TakeBack",
        "Definitions",
        "Happenings",
        "CheckoutMessages",
        "Pricing",
        "OrderReader",
        "OrderFactory"
    };

    private final JavaClasses ours = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.waybill");

    @Test
    void theSagaEngineKnowsNoOrders() {
        noClasses()
                .that()
                .resideInAPackage("dev.waybill.sagas")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.waybill..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                resideInAPackage("dev.waybill.sagas").or(simpleName("Request")))))
                .check(ours);
    }

    @Test
    void theSagaEngineDoesNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAPackage("dev.waybill.sagas")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OUTSIDE)
                .check(ours);
    }

    @Test
    void decisionsDoNoInputOrOutput() {
        for (String decision : DECISIONS) {
            noClasses()
                    .that()
                    .haveSimpleName(decision)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(OUTSIDE)
                    .check(ours);
        }
    }

    @Test
    void whatTheConsoleShowsIsMadeByPureCode() {
        noClasses()
                .that()
                .resideInAPackage("dev.waybill.console..")
                .and()
                .haveSimpleNameEndingWith("View")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OUTSIDE)
                .check(ours);
    }

    @Test
    void namesSayWhatThingsAre() {
        classes()
                .that()
                .resideInAPackage("dev.waybill..")
                .should()
                .haveNameNotMatching(".*(Impl|Dto|Util|Utils|Helper|Manager)")
                .check(ours);
    }
}
