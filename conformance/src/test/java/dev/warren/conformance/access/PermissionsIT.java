package dev.warren.conformance.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Which right each method needs, tried with every combination of rights. The name of each queue
/// and exchange says what the user may do with it: configure, write, read, or `n` for nothing.
@ExtendWith(RestrictedUsers.class)
@Timeout(120)
final class PermissionsIT {

    private static final List<String> ALL = List.of("n", "c", "w", "r", "cw", "cr", "wr", "cwr");

    /// A method on something of this name.
    private interface OnOne {
        void run(Channel channel, String name) throws Exception;
    }

    private interface OnTwo {
        void run(Channel channel, String first, String second) throws Exception;
    }

    private static List<String> allowed(Client client, OnOne method) throws Exception {
        List<String> allowed = new ArrayList<>();
        Connection connection = RestrictedUsers.login(client, "few");
        for (String rights : ALL) {
            if (isAllowed(connection, channel -> method.run(channel, rights))) {
                allowed.add(rights);
            }
        }
        return allowed;
    }

    private static List<String> allowedPairs(Client client, OnTwo method) throws Exception {
        List<String> allowed = new ArrayList<>();
        Connection connection = RestrictedUsers.login(client, "few");
        for (String first : ALL) {
            for (String second : ALL) {
                if (isAllowed(connection, channel -> method.run(channel, first, second))) {
                    allowed.add(first + " " + second);
                }
            }
        }
        return allowed;
    }

    private interface Work {
        void run(Channel channel) throws Exception;
    }

    private static boolean isAllowed(Connection connection, Work work) throws Exception {
        Channel channel = Client.channelOf(connection);
        try {
            work.run(channel);
            channel.close();
            return true;
        } catch (IOException | ShutdownSignalException e) {
            assertThat(String.valueOf(channel.getCloseReason()))
                    .contains("reply-code=403")
                    .contains("refused for user 'few'");
            return false;
        }
    }

    private static List<String> with(char... rights) {
        return ALL.stream().filter(has(rights)).toList();
    }

    private static Predicate<String> has(char... rights) {
        return name -> new String(rights).chars().allMatch(right -> name.indexOf(right) >= 0);
    }

    private static List<String> pairs(Predicate<String> first, Predicate<String> second) {
        return ALL.stream()
                .filter(first)
                .flatMap(a -> ALL.stream().filter(second).map(b -> a + " " + b))
                .toList();
    }

    @Test
    void declaringAndDeletingNeedsConfigure(Client client) throws Exception {
        assertThat(allowed(client, (ch, n) -> ch.queueDeclare(n + "-q", true, false, false, null)))
                .isEqualTo(with('c'));
        assertThat(allowed(client, (ch, n) -> ch.queueDelete(n + "-missing"))).isEqualTo(with('c'));
        assertThat(allowed(client, (ch, n) -> ch.exchangeDeclare(n + "-x", "direct", true)))
                .isEqualTo(with('c'));
        assertThat(allowed(client, (ch, n) -> ch.exchangeDelete(n + "-missing")))
                .isEqualTo(with('c'));
    }

    @Test
    void takingNeedsRead(Client client) throws Exception {
        assertThat(allowed(client, (ch, n) -> ch.basicGet(n + "-q", true))).isEqualTo(with('r'));
        assertThat(allowed(client, (ch, n) -> ch.queuePurge(n + "-q"))).isEqualTo(with('r'));
        assertThat(allowed(client, (ch, n) -> client.consume(ch, n + "-q"))).isEqualTo(with('r'));
    }

    @Test
    void publishingNeedsWrite(Client client) throws Exception {
        assertThat(
                        allowed(
                                client,
                                (ch, n) -> {
                                    ch.confirmSelect();
                                    Client.publish(ch, n + "-x", "nowhere", "text");
                                }))
                .isEqualTo(with('w'));
    }

    @Test
    void defaultExchangeIsCalledAmqDefault(Client client) throws Exception {
        Channel channel = Client.channelOf(RestrictedUsers.login(client, "few"));
        channel.confirmSelect();

        Client.publish(channel, "", "cwr-nowhere", "text");

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void bindingAQueueNeedsWriteToItAndReadOfTheExchange(Client client) throws Exception {
        assertThat(allowedPairs(client, (ch, q, x) -> ch.queueBind(q + "-q", x + "-x", "k")))
                .isEqualTo(pairs(has('w'), has('r')));
        assertThat(allowedPairs(client, (ch, q, x) -> ch.queueUnbind(q + "-q", x + "-x", "k")))
                .isEqualTo(pairs(has('w'), has('r')));
    }

    @Test
    void bindingAnExchangeNeedsWriteToItAndReadOfItsSource(Client client) throws Exception {
        assertThat(allowedPairs(client, (ch, to, x) -> ch.exchangeBind(to + "-x", x + "-x", "k")))
                .isEqualTo(pairs(has('w'), has('r')));
        assertThat(allowedPairs(client, (ch, to, x) -> ch.exchangeUnbind(to + "-x", x + "-x", "k")))
                .isEqualTo(pairs(has('w'), has('r')));
    }

    @Test
    void deadLetterExchangeNeedsWriteAndItsQueueRead(Client client) throws Exception {
        assertThat(
                        allowedPairs(
                                client,
                                (ch, q, x) -> {
                                    Map<String, Object> to =
                                            Map.of("x-dead-letter-exchange", x + "-x");
                                    ch.queueDeclare(q + "-dlx-" + x, false, true, true, to);
                                }))
                .isEqualTo(pairs(has('c', 'r'), has('w')));
    }

    @Test
    void alternateExchangeNeedsWriteAndItsExchangeRead(Client client) throws Exception {
        assertThat(
                        allowedPairs(
                                client,
                                (ch, from, x) -> {
                                    Map<String, Object> to = Map.of("alternate-exchange", x + "-x");
                                    String name = from + "-ae-" + x;
                                    ch.exchangeDeclare(name, "fanout", false, true, to);
                                    ch.exchangeDelete(name);
                                }))
                .isEqualTo(pairs(has('c', 'r'), has('w')));
    }

    @Test
    void lookingNeedsAnyRight(Client client) throws Exception {
        List<String> expected = client.is310() ? ALL : ALL.subList(1, ALL.size());

        assertThat(allowed(client, (ch, n) -> ch.queueDeclarePassive(n + "-q")))
                .isEqualTo(expected);
        assertThat(allowed(client, (ch, n) -> ch.exchangeDeclarePassive(n + "-x")))
                .isEqualTo(expected);
    }

    @Test
    void rightsAreAskedBeforeWhetherItExists(Client client) throws Exception {
        Connection connection = RestrictedUsers.login(client, "few");
        Channel unknown = Client.channelOf(connection);
        Channel forbidden = Client.channelOf(connection);

        assertThat(client.failure(unknown, () -> unknown.basicGet("r-missing", true)).code())
                .isEqualTo(404);
        assertThat(client.failure(forbidden, () -> forbidden.basicGet("w-missing", true)).code())
                .isEqualTo(403);
    }

    @Test
    void refusalNamesResourceAndUser(Client client) throws Exception {
        Channel channel = Client.channelOf(RestrictedUsers.login(client, "few"));
        String right = client.is310() ? "" : "configure ";

        assertThat(client.failure(channel, () -> channel.queueDelete("w-q")))
                .isEqualTo(
                        Closing.channel(
                                403,
                                "ACCESS_REFUSED - "
                                        + right
                                        + "access to queue 'w-q' in vhost 'rights' refused for user"
                                        + " 'few'",
                                "queue.delete"));
    }
}
