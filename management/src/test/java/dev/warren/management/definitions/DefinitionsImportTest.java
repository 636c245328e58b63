package dev.warren.management.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.PasswordRules;
import dev.warren.engine.auth.UserLimits;
import dev.warren.engine.topology.ParameterChecks;
import dev.warren.engine.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsImportTest {

    private static final String WHOLE =
            """
            {
              "rabbit_version": "3.10.8",
              "users": [
                {"name": "ann", "password": "secret", "tags": "administrator, own",
                 "limits": {"max-connections": 3}},
                {"name": "bob", "password_hash": "", "tags": ["management"], "limits": []}
              ],
              "vhosts": [{"name": "v", "metadata": {"description": "d", "tags": ["t"]}}],
              "permissions": [
                {"user": "ann", "vhost": "v", "configure": "", "write": ".*", "read": "^q"}
              ],
              "topic_permissions": [
                {"user": "ann", "vhost": "v", "exchange": "x", "write": "^{username}", "read": ""}
              ],
              "queues": [
                {"name": "q", "vhost": "v", "durable": true, "auto_delete": false,
                 "arguments": {"x-max-length": 5, "x-overflow": "reject-publish"}}
              ],
              "exchanges": [
                {"name": "x", "vhost": "v", "type": "topic", "durable": true,
                 "auto_delete": false, "internal": false, "arguments": {}}
              ],
              "bindings": [
                {"source": "x", "vhost": "v", "destination": "q", "destination_type": "queue",
                 "routing_key": "k", "arguments": {}},
                {"source": "amq.fanout", "vhost": "v", "destination": "x",
                 "destination_type": "exchange", "routing_key": "", "arguments": {}}
              ],
              "policies": [], "parameters": [], "global_parameters": []
            }
            """;

    @TempDir private Path directory;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static Topology into(Topology topology, Path path) throws DefinitionsException {
        return new DefinitionsImport(PasswordRules.STANDARD, ParameterChecks.NONE)
                .into(topology, path);
    }

    @Test
    void everythingIsThereAfterwards() throws Exception {
        Topology topology = into(Topology.EMPTY, file("all.json", WHOLE));

        var ann = Objects.requireNonNull(topology.userOrNull("ann"));
        var bob = Objects.requireNonNull(topology.userOrNull("bob"));
        var vhost = topology.requireVhost("v");
        var queue = vhost.requireQueue(ShortString.of("q"));
        assertThat(ann.passwordHash().matches(Bytes.of("secret"))).isTrue();
        assertThat(ann.tags()).containsExactlyInAnyOrder("administrator", "own");
        assertThat(ann.limits()).isEqualTo(new UserLimits(3, UserLimits.UNLIMITED));
        assertThat(bob.limits()).isEqualTo(UserLimits.NONE);
        assertThat(vhost.definition().description()).isEqualTo("d");
        assertThat(vhost.definition().tags()).containsExactly("t");
        assertThat(vhost.rights("ann").permission()).isNotNull();
        assertThat(vhost.rights("ann").topics()).containsOnlyKeys(ShortString.of("x"));
        assertThat(queue.isDurable()).isTrue();
        assertThat(queue.options().arguments().get("x-max-length"))
                .isEqualTo(new FieldValue.Int64(5));
        assertThat(vhost.requireExchange(ShortString.of("x")).bindings()).hasSize(1);
        assertThat(vhost.requireExchange(ShortString.of("amq.fanout")).bindings()).hasSize(1);
    }

    @Test
    void importingAgainChangesNothing() throws Exception {
        Path file = file("all.json", WHOLE);
        Topology once = into(Topology.EMPTY, file);

        assertThat(into(once, file)).isSameAs(once);
    }

    @Test
    void queueThatIsThereStaysAsItIs() throws Exception {
        Topology once = into(Topology.EMPTY, file("all.json", WHOLE));
        Path other =
                file("other.json", WHOLE.replace("\"x-max-length\": 5", "\"x-max-length\": 6"));

        assertThat(into(once, other)).isSameAs(once);
    }

    @Test
    void filesOfADirectoryAreTakenByName() throws Exception {
        file("b.json", "{\"vhosts\": [{\"name\": \"v\", \"description\": \"second\"}]}");
        file("a.json", "{\"vhosts\": [{\"name\": \"v\", \"description\": \"first\"}]}");
        file("c.txt", "not looked at");

        Topology topology = into(Topology.EMPTY, directory);

        assertThat(topology.requireVhost("v").definition().description()).isEqualTo("second");
    }

    @Test
    void mistakesAreNamedWithTheirPlace() throws Exception {
        assertRefused("[]", "is no JSON object");
        assertRefused("{\"users\": ", "is no JSON");
        assertRefused("{\"users\": [{}]}", "an entry of 'users' has no text 'name'");
        assertRefused(
                "{\"users\": [{\"name\": \"u\", \"password\": \"\"}]}",
                "an entry of 'users' ('u') has a password that is refused");
        assertRefused(
                "{\"users\": [{\"name\": \"u\", \"hashing_algorithm\": \"rot13\"}]}",
                "unknown hashing_algorithm 'rot13'");
        assertRefused(
                "{\"vhosts\":[{\"name\":\"v\"}],\"users\":[{\"name\":\"u\"}],\"permissions\":[{"
                        + "\"user\":\"u\",\"vhost\":\"v\",\"configure\":\"(\",\"write\":\"\","
                        + "\"read\":\"\"}]}",
                "no regular expression in '('");
        assertRefused(
                "{\"queues\": [{\"name\": \"q\", \"vhost\": \"nowhere\"}]}",
                "vhost nowhere not found");
    }

    private void assertRefused(String text, String complaint) throws Exception {
        Path file = file("wrong.json", text);

        assertThatExceptionOfType(DefinitionsException.class)
                .isThrownBy(() -> into(Topology.EMPTY, file))
                .withMessageContaining("wrong.json")
                .withMessageContaining(complaint);
    }
}
