package dev.warren.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// Arrows between modules and packages point down, and there are no circles. Think hard before a
/// line here is changed.
class LayersTest {

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.warren");

    @Test
    void valuesKnowNothingOfNetty() {
        noClasses()
                .that()
                .resideInAPackage("dev.warren.codec.value..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..", "dev.warren.codec.method..", "dev.warren.codec.frame..")
                .check(HOUSE);
    }

    @Test
    void theEngineKnowsOfTheCodecOnlyItsValues() {
        noClasses()
                .that()
                .resideInAPackage("dev.warren.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..",
                        "dev.warren.codec.method..",
                        "dev.warren.codec.frame..",
                        "dev.warren.amqp..",
                        "dev.warren.management..",
                        "dev.warren.server..")
                .check(HOUSE);
    }

    @Test
    void theCodecStandsOnNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("dev.warren.codec..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.warren.engine..", "dev.warren.amqp..", "dev.warren.server..")
                .check(HOUSE);
    }

    @Test
    void protocolsDoNotKnowTheServer() {
        noClasses()
                .that()
                .resideInAPackage("dev.warren.amqp..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.warren.server..")
                .check(HOUSE);
    }

    @Test
    void managementKnowsTheEngineAndNoOtherProtocol() {
        noClasses()
                .that()
                .resideInAPackage("dev.warren.management..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..",
                        "dev.warren.codec.method..",
                        "dev.warren.codec.frame..",
                        "dev.warren.amqp..",
                        "dev.warren.server..")
                .check(HOUSE);
    }

    @Test
    void linksKnowTheEngineAndNoDoorOfTheNode() {
        noClasses()
                .that()
                .resideInAPackage("dev.warren.links..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..",
                        "dev.warren.codec.method..",
                        "dev.warren.codec.frame..",
                        "dev.warren.amqp..",
                        "dev.warren.management..",
                        "dev.warren.server..")
                .check(HOUSE);
    }

    @Test
    void theClientLibraryLivesInLinks() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.warren.links..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.rabbitmq..")
                .check(HOUSE);
    }

    @Test
    void httpLivesInManagement() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.warren.management..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..")
                .check(HOUSE);
    }

    @Test
    void buffersLiveInTheCodecAndTheListeners() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.warren.codec..", "dev.warren.amqp..", "dev.warren.perf..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty.buffer..")
                .check(HOUSE);
    }

    @Test
    void packagesOfTheCodecFormNoCircles() {
        slices().matching("dev.warren.codec.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void packagesOfLinksFormNoCircles() {
        slices().matching("dev.warren.links.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void packagesOfTheEngineFormNoCircles() {
        slices().matching("dev.warren.engine.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void modulesFormNoCircles() {
        slices().matching("dev.warren.(*)..").should().beFreeOfCycles().check(HOUSE);
    }
}
