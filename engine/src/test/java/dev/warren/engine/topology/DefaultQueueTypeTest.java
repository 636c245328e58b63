package dev.warren.engine.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultQueueTypeTest {

    private final World world = new World();

    private static final QueueOptions PLAIN = new QueueOptions(true, false, null, FieldTable.EMPTY);

    private void defaultOfTheVhost(@Nullable String type) {
        world.apply(
                new TopologyCommand.AddVhost(new VirtualHostDefinition("/", "", List.of(), type)));
    }

    private String typeOf(QueueOptions options, boolean isServerNamed, @Nullable String node) {
        var wanted =
                new TopologyCommand.DeclareQueue("/", ShortString.of("q"), options, isServerNamed);
        world.apply(DefaultQueueType.resolve(wanted, world.vhost(), node));
        return world.queue("q").type().name();
    }

    @ParameterizedTest
    @CsvSource({
        ", , , classic",
        ", , quorum, quorum",
        ", quorum, , quorum",
        ", classic, quorum, classic",
        "classic, quorum, quorum, classic",
        "'', quorum, , quorum",
        "undefined, quorum, , quorum",
        "quorum, classic, , quorum"
    })
    void argumentGoesBeforeVirtualHostBeforeNode(
            @Nullable String argument, @Nullable String vhost, @Nullable String node, String type) {
        defaultOfTheVhost(vhost);
        FieldTable arguments =
                argument == null
                        ? FieldTable.EMPTY
                        : FieldTable.EMPTY.with("x-queue-type", argument);

        assertThat(typeOf(new QueueOptions(true, false, null, arguments), false, node))
                .isEqualTo(type);
    }

    @Test
    void queueThatCannotBeReplicatedIsClassic() {
        FieldTable none = FieldTable.EMPTY;

        assertThat(typeOf(new QueueOptions(false, false, null, none), false, "quorum"))
                .isEqualTo("classic");
        world.deleteQueue("q");
        assertThat(typeOf(new QueueOptions(true, true, null, none), false, "quorum"))
                .isEqualTo("classic");
        world.deleteQueue("q");
        assertThat(typeOf(PLAIN, true, "quorum")).isEqualTo("classic");
        world.deleteQueue("q");
        assertThat(typeOf(new QueueOptions(true, false, 1L, none), false, "quorum"))
                .isEqualTo("classic");
    }

    @Test
    void queueThatIsThereKeepsItsType() {
        assertThat(typeOf(PLAIN, false, "quorum")).isEqualTo("quorum");
        assertThat(typeOf(PLAIN, false, "classic")).isEqualTo("quorum");
        world.deleteQueue("q");
        assertThat(typeOf(PLAIN, false, null)).isEqualTo("classic");
        assertThat(typeOf(PLAIN, false, "quorum")).isEqualTo("classic");
    }
}
