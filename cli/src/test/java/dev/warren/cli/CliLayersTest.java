package dev.warren.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The command line knows the HTTP API and nothing else of the house.
class CliLayersTest {

    private static final JavaClasses CLI =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.warren.cli");

    @Test
    void nothingOfTheBrokerIsKnown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.warren.codec..",
                        "dev.warren.engine..",
                        "dev.warren.amqp..",
                        "dev.warren.management..",
                        "dev.warren.server..")
                .check(CLI);
    }

    @Test
    void formatsKnowNeitherCommandsNorSockets() {
        noClasses()
                .that()
                .resideInAPackage("dev.warren.cli.format..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.warren.cli.command..",
                        "dev.warren.cli.http..",
                        "dev.warren.cli.line..",
                        "java.net..")
                .check(CLI);
    }

    @Test
    void packagesFormNoCircles() {
        slices().matching("dev.warren.cli.(*)..").should().beFreeOfCycles().check(CLI);
    }
}
