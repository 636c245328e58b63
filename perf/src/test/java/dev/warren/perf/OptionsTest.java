package dev.warren.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.perf.load.Delay;
import dev.warren.perf.load.Plan.Consuming;
import dev.warren.perf.load.Plan.Extent;
import dev.warren.perf.load.Plan.Publishing;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

final class OptionsTest {

    @Test
    void runHasDefaults() {
        Options options = parse("run");

        assertThat(options.publishing()).isEqualTo(new Publishing(1, 12, false, 0, 0));
        assertThat(options.consuming()).isEqualTo(new Consuming(1, 1, 0));
        assertThat(options.extent()).isEqualTo(new Extent(0, 3, 10, 60));
        assertThat(options.target().port()).isEqualTo(5672);
        assertThat(options.queues()).hasSize(1);
        assertThat(options.brokerOrNull()).isNull();
        assertThat(options.isJson()).isFalse();
    }

    @Test
    void runTakesEverything() {
        Options options =
                parse(
                        "run",
                        "--producers=2",
                        "--size",
                        "1024",
                        "--persistent",
                        "--confirms=100",
                        "--rate=5000",
                        "--consumers=3",
                        "--prefetch=200",
                        "--ack-every=50",
                        "--messages=1000000",
                        "--json",
                        "--queues=4");

        assertThat(options.publishing()).isEqualTo(new Publishing(2, 1024, true, 100, 5000));
        assertThat(options.consuming()).isEqualTo(new Consuming(3, 50, 200));
        assertThat(options.extent().messages()).isEqualTo(1_000_000);
        assertThat(options.isJson()).isTrue();
        assertThat(options.queues()).hasSize(4);
    }

    @Test
    void delayIsOneOrFromOneToAnother() {
        assertThat(parse("run").delay()).isEqualTo(Delay.NONE);
        assertThat(parse("fill", "--delay=5").delay()).isEqualTo(new Delay(5, 5));
        assertThat(parse("run", "--delay=5", "--delay-to=9").delay()).isEqualTo(new Delay(5, 9));
        assertThatThrownBy(() -> parse("run", "--delay=5", "--delay-to=4").delay())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void automaticAcknowledgementWins() {
        assertThat(parse("run", "--auto-ack", "--ack-every=10").consuming().isAutomatic()).isTrue();
    }

    @Test
    void numbersOutOfRangeAreRefusedByName() {
        assertThatThrownBy(() -> parse("run", "--prefetch=65536").consuming())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--prefetch 65536 is not from 0 to 65535");
        assertThatThrownBy(() -> parse("run", "--seconds=0").extent())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eachCommandHasItsOwnOptions() {
        assertThatThrownBy(() -> parse("drain", "--persistent"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("--persistent");
        assertThat(parse("queues", "--busy=100", "--pipeline=50").pipeline()).isEqualTo(50);
        assertThat(parse("fill", "--messages=5").messages()).isEqualTo(5);
        assertThat(parse("wait", "--seconds=9").seconds()).isEqualTo(9);
    }

    private static Options parse(String... arguments) {
        return new Options(
                new CommandLine(CommandLineModel.perf()).parseArgs(arguments).subcommand());
    }
}
