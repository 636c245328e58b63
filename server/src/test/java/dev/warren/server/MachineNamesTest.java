package dev.warren.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MachineNamesTest {

    @Test
    void nameOfANodeEndsAtTheFirstDot() {
        assertThat(MachineNames.withoutDomain("hare.wood.example")).isEqualTo("hare");
        assertThat(MachineNames.withoutDomain("hare")).isEqualTo("hare");
    }

    @Test
    void domainIsThatOfTheMachinesOwnLine() {
        List<String> hosts =
                List.of(
                        "# hare.comment.example hare",
                        "127.0.0.1 localhost",
                        "10.0.0.7 fox.wood.example fox",
                        "10.0.0.8\thare.wood.example hare # the burrow",
                        "");

        assertThat(MachineNames.withDomain("hare", hosts)).isEqualTo("hare.wood.example");
        assertThat(MachineNames.withDomain("mole", hosts)).isEqualTo("mole");
        assertThat(MachineNames.withDomain("hare.other.example", hosts))
                .isEqualTo("hare.other.example");
    }

    @Test
    void thisMachineHasANameThatANodeCanHave() {
        assertThat(MachineNames.machine().host()).matches("[A-Za-z0-9_-]+");
        assertThat(MachineNames.machine().cores()).isPositive();
    }
}
