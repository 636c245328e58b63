package dev.warren.perf;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The load generator knows the codec and nothing else of the house: it must be able to load any
/// broker, and to be believed.
final class PerfLayersTest {

    private static final JavaClasses PERF =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.warren.perf");

    @Test
    void nothingOfTheBrokerIsKnown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.warren.engine..", "dev.warren.amqp..", "dev.warren.server..")
                .check(PERF);
    }

    @Test
    void whatIsMeasuredKnowsNoSocket() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.warren.perf.measure..", "dev.warren.perf.flow..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..", "dev.warren.codec..", "dev.warren.perf.client..")
                .check(PERF);
    }

    @Test
    void packagesFormNoCircles() {
        slices().matching("dev.warren.perf.(*)..").should().beFreeOfCycles().check(PERF);
    }
}
