package dev.warren.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PasswordHashTest {

    /// The example of RabbitMQ's guide to passwords.
    @Test
    void saltAndHashAreThoseOfTheDocumentedExample() {
        byte[] salt = HexFormat.of().parseHex("908DC60A");

        assertThat(PasswordHash.of("test12", salt))
                .isEqualTo("kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR");
    }
}
