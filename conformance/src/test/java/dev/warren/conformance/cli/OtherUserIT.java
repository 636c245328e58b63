package dev.warren.conformance.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.CommandLine.Ended;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Another user of the same machine than the one that runs the node. Needs somebody who may become
/// another user, so it is skipped where nobody may.
@Timeout(120)
class OtherUserIT {

    private static final List<String> BECOME_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    private static final long END_SECONDS_MAX = 60;

    @TempDir Path work;

    private Ended runAsNobody(Path data, String... words) throws Exception {
        List<String> command = new ArrayList<>(BECOME_NOBODY);
        command.add(Broker.root().resolve("bin/rabbitmqctl").toString());
        command.addAll(List.of(words));
        Path out = Files.createTempFile(work, "out-", ".txt");
        Path err = Files.createTempFile(work, "err-", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("WARREN_DATA_DIR", data.toString());
        Process process = builder.start();
        if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end");
        }
        return new Ended(
                process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    private boolean mayBecomeNobody() throws Exception {
        try {
            return System.getProperty("user.name").equals("root")
                    && runAsNobody(work, "version").status() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void theSecretIsForTheOwnerOfTheNodeAlone() throws Exception {
        assumeTrue(mayBecomeNobody(), "only root can run a program as another user");
        try (HttpBroker broker = HttpBroker.start()) {
            Path data = broker.process().data();
            Path secret = data.resolve("admin.token");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");

            Ended refused = runAsNobody(data, "list_users");
            Ended needsNone = runAsNobody(data, "version");

            assertThat(refused.status()).isEqualTo(69);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err())
                    .startsWith("Error: unable to perform an operation on node ")
                    .contains("this user may not read " + secret);
            assertThat(needsNone.status()).isZero();
            assertThat(needsNone.err()).isEmpty();
        }
    }
}
