package dev.warren.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Every command that RabbitMQ has is done here or says why it cannot be; none is unknown.
class AllCommandsTest {

    @Test
    void everyProgramKnowsItsCommands() {
        List<String> unknown =
                KnownCommand.all().stream()
                        .flatMap(known ->
                                known.programs().stream()
                                        .filter(program ->
                                                Commands.byNameOrNull(program, known.name())
                                                        == null)
                                        .map(program -> program.text() + " " + known.name()))
                        .toList();

        assertThat(unknown).isEmpty();
    }

    @Test
    void theListIsWhole() {
        assertThat(KnownCommand.all()).hasSize(205);
    }
}
