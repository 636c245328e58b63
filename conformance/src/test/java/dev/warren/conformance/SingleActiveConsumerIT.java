package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `x-single-active-consumer`.
@Conformance
final class SingleActiveConsumerIT {

    private static final Map<String, Object> SINGLE = Map.of("x-single-active-consumer", true);

    @Test
    void secondConsumerFollowsTheFirst(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.name("single");
        channel.queueDeclare(queue, false, false, true, SINGLE);
        var one = client.channel();
        var first = client.consume(one, queue);
        var second = client.consume(channel, queue);

        Client.fill(channel, queue, "1", "2");
        assertThat(first.nextTexts(2)).containsExactly("1", "2");
        one.close();

        assertThat(second.nextTexts(2)).containsExactly("1", "2");
    }

    @Test
    void nobodyConsumesExclusively(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.name("single");
        channel.queueDeclare(queue, false, true, false, SINGLE);

        assertThatThrownBy(() ->
                        channel.basicConsume(
                                queue, false, "", false, true, null, (_, _) -> {}, _ -> {}))
                .rootCause()
                .hasMessageContaining("in exclusive use");
    }
}
