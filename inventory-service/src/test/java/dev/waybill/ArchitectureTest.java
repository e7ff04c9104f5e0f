package dev.waybill;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.waybill.stock", "dev.waybill.products", "dev.waybill.ndjson");

    /** By name and not by package: a decision stands beside the shell that carries it out. */
    private static final DescribedPredicate<JavaClass> DECISIONS =
            DescribedPredicate.describe("decide", type -> type.getFullName()
                    .matches(".*\\.(Shelf|Move|Reservation|Fences?|StockReturn|\\w+Decision)(\\$.*)?"));

    @Test
    void decisionsDoNoInputAndNoOutput() {
        assertThat(OURS.that(DECISIONS)).hasSizeGreaterThan(10);
        noClasses()
                .that(DECISIONS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vertx..",
                        "org.apache.kafka..",
                        "java.sql..",
                        "jakarta..",
                        "io.quarkus..",
                        "dev.waybill.delivery..",
                        "org.jboss..")
                .check(OURS);
    }

    @Test
    void decisionsAreGivenTheTime() {
        noClasses()
                .that(DECISIONS)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(java.time.Clock.class, java.util.Random.class)
                .check(OURS);
    }

    @Test
    void stockKnowsNothingOfProducts() {
        assertThat(OURS.that(DescribedPredicate.describe(
                        "stock", type -> type.getPackageName().startsWith("dev.waybill.stock"))))
                .isNotEmpty();
        noClasses()
                .that()
                .resideInAPackage("dev.waybill.stock..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.waybill.products..")
                .check(OURS);
    }

    @Test
    void onlyResourcesSpeakHttp() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Resource")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.ws.rs..")
                .check(OURS);
    }
}
