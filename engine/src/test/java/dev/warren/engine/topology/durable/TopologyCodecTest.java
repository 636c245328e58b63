package dev.warren.engine.topology.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHostDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopologyCodecTest {

    private static final int SEEDS = 2_000;

    @Test
    void everyCommandIsReadAsItWasWritten() {
        Set<Class<?>> kinds = new HashSet<>();

        for (long seed = 0; seed < SEEDS; seed++) {
            RandomCommands random = new RandomCommands(seed);
            List<TopologyCommand> commands = new ArrayList<>();
            for (int left = random.choose(4); left >= 0; left--) {
                commands.add(random.nextOfAnyKind());
            }
            assertThat(TopologyCodec.decode(TopologyCodec.encode(commands)))
                    .as("seed " + seed)
                    .isEqualTo(commands);
            commands.forEach(command -> kinds.add(command.getClass()));
        }

        // written as any other exchange that is declared
        kinds.add(TopologyCommand.PredeclareExchange.class);
        assertThat(kinds).containsExactlyInAnyOrder(TopologyCommand.class.getPermittedSubclasses());
    }

    @Test
    void formatOnDiskIsThis() {
        var options = new QueueOptions(true, false, null, FieldTable.EMPTY.with("a", true));
        var queue = new QueueDefinition(300, "/", ShortString.owned(new byte[] {'q', -1}), options);

        byte[] record =
                TopologyCodec.encode(
                        List.of(
                                new TopologyCommand.ReserveQueueIds(1_301),
                                new TopologyCommand.RestoreQueue(queue)));

        assertThat(HexFormat.of().formatHex(record))
                .isEqualTo("01" + "10950a" + "0c012fac02" + "0271ff" + "010000" + "0401617401");
    }

    @Test
    void recordOfANewerVersionIsRefusedByThatName() {
        byte[] record = TopologyCodec.encode(List.of(new TopologyCommand.DeleteUser("u")));
        record[0] = 2;

        assertThatExceptionOfType(TopologyFormatException.class)
                .isThrownBy(() -> TopologyCodec.decode(record))
                .withMessageContaining("newer Warren: it has version 2, this one reads up to 1");
    }

    @Test
    void unknownCommandIsRefusedByItsNumber() {
        assertThatExceptionOfType(TopologyFormatException.class)
                .isThrownBy(() -> TopologyCodec.decode(new byte[] {1, 99}))
                .withMessageContaining("unknown command 99");
    }

    @Test
    void recordCutAnywhereIsRefused() {
        for (long seed = 0; seed < SEEDS; seed++) {
            TopologyCommand command = new RandomCommands(seed).nextOfAnyKind();
            byte[] record = TopologyCodec.encode(List.of(command));
            for (int length = 2; length < record.length; length++) {
                byte[] cut = Arrays.copyOf(record, length);
                assertThatExceptionOfType(TopologyFormatException.class)
                        .as("seed " + seed + " cut at " + length)
                        .isThrownBy(() -> TopologyCodec.decode(cut));
            }
        }
    }

    @Test
    void damagedBytesAreReadOrRefusedAndNothingElse() {
        Random random = new Random(1);
        for (long seed = 0; seed < SEEDS; seed++) {
            TopologyCommand command = new RandomCommands(seed).nextOfAnyKind();
            byte[] record = TopologyCodec.encode(List.of(command));
            for (int time = 0; time < 20; time++) {
                record[random.nextInt(record.length)] = (byte) random.nextInt(256);
                assertReadOrRefused(record);
            }
        }
    }

    @Test
    void garbageIsReadOrRefusedAndNothingElse() {
        Random random = new Random(2);
        for (int time = 0; time < 50_000; time++) {
            byte[] record = new byte[random.nextInt(60)];
            random.nextBytes(record);
            if (record.length > 1) {
                record[0] = 1;
                record[1] = (byte) random.nextInt(18);
            }
            assertReadOrRefused(record);
        }
    }

    private static void assertReadOrRefused(byte[] record) {
        try {
            TopologyCodec.decode(record);
        } catch (TopologyFormatException refused) {
            assertThat(refused).hasMessageContaining("record of the topology");
        }
    }

    @Test
    void textThatIsNotUnicodeIsNotWritten() {
        var vhost = VirtualHostDefinition.of("\uD800");

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> TopologyCodec.encode(List.of(new TopologyCommand.AddVhost(vhost))))
                .withMessageContaining("is not the same when written");
    }

    @Test
    void tableThatCouldNotBeReadIsNotWritten() {
        FieldTable table = FieldTable.EMPTY;
        for (int depth = 0; depth < 200; depth++) {
            table = FieldTable.EMPTY.with("t", new FieldValue.Table(table));
        }
        var name = ShortString.of("x");
        var deep = new TopologyCommand.BindExchange("/", name, name, name, table);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopologyCodec.encode(List.of(deep)))
                .withMessageContaining("cannot be written");
    }
}
