package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import org.junit.jupiter.api.Test;

@Conformance
final class HandshakeIT {
    @Test
    void opens(Client client) throws Exception {
        assertThat(client.channel().isOpen()).isTrue();
    }
}
