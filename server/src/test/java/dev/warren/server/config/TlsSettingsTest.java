package dev.warren.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.warren.server.config.ConfigurationResult.Accepted;
import dev.warren.server.config.ConfigurationResult.Refused;
import dev.warren.server.config.ServerConfiguration.CertificateLogin;
import dev.warren.server.config.ServerConfiguration.Listener;
import dev.warren.server.config.ServerConfiguration.LoginFrom;
import dev.warren.server.config.ServerConfiguration.Management;
import dev.warren.server.config.ServerConfiguration.NameType;
import dev.warren.server.config.ServerConfiguration.TlsNetwork;
import dev.warren.server.config.Sources.FileText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TlsSettingsTest {

    @Test
    void thereIsNoTlsUnlessAskedFor() {
        ServerConfiguration configuration = accepted("");

        assertThat(configuration.network().tls().listeners()).isEmpty();
        assertThat(configuration.network().expectsProxyHeader()).isFalse();
        assertThat(configuration.management().tls()).isNull();
    }

    @Test
    void keysOfAmqpAreThoseOfRabbitMq() {
        TlsNetwork tls =
                accepted(
                                """
                                listeners.ssl.default = 5671
                                ssl_options.cacertfile = ca.pem
                                ssl_options.certfile = cert.pem
                                ssl_options.keyfile = key.pem
                                ssl_options.password = hunter2
                                ssl_options.verify = verify_peer
                                ssl_options.fail_if_no_peer_cert = true
                                ssl_options.depth = 2
                                ssl_options.honor_cipher_order = true
                                ssl_options.crl_check = false
                                ssl_options.versions.2 = tlsv1.3
                                ssl_options.versions.1 = tlsv1.2
                                ssl_options.ciphers.10 = b
                                ssl_options.ciphers.9 = a
                                ssl_cert_login_from = subject_alt_name
                                ssl_cert_login_san_type = email
                                ssl_cert_login_san_index = 1
                                ssl_handshake_timeout = 700
                                """)
                        .network()
                        .tls();

        assertThat(tls.listeners())
                .containsExactly(new Listener("default", new Endpoint(null, 5671)));
        assertThat(tls.options())
                .isEqualTo(
                        new TlsOptions(
                                "ssl_options",
                                new TlsOptions.Files(
                                        Path.of("cert.pem"),
                                        Path.of("key.pem"),
                                        new Secret("hunter2"),
                                        Path.of("ca.pem")),
                                new TlsOptions.Peers(true, true, 2),
                                new TlsOptions.Choice(
                                        List.of("tlsv1.2", "tlsv1.3"), List.of("a", "b"), true)));
        assertThat(tls.options().toString()).doesNotContain("hunter2");
        assertThat(tls.login())
                .isEqualTo(
                        new CertificateLogin(
                                LoginFrom.SUBJECT_ALTERNATIVE_NAME, NameType.EMAIL, 1));
        assertThat(tls.handshakeTimeoutMillis()).isEqualTo(700);
    }

    @Test
    void revocationListsAreNotPromised() {
        assertThat(load("ssl_options.crl_check = true"))
                .asInstanceOf(type(Refused.class))
                .extracting(Refused::problems)
                .asString()
                .contains("r.conf:1: 'ssl_options.crl_check' cannot be 'true'");
    }

    @Test
    void httpApiIsOverTlsOnlyWhenOnlyThatIsAskedFor() {
        assertThat(accepted("management.ssl.port = 15671").management().listeners())
                .containsExactly(new Listener("management TLS", new Endpoint(null, 15_671)));
        assertThat(
                        accepted("management.ssl.port = 1\nmanagement.tcp.port = 2")
                                .management()
                                .listeners())
                .extracting(Listener::endpoint)
                .containsExactly(new Endpoint(null, 2), new Endpoint(null, 1));
        assertThat(accepted("management.ssl.certfile = c.pem").management().listeners())
                .extracting(Listener::endpoint)
                .containsExactly(new Endpoint(null, 15_671));
    }

    @Test
    void olderNamesOfTheHttpListenerHaveTlsToo() {
        Management management =
                accepted(
                                """
                                management.listener.port = 3
                                management.listener.ssl = true
                                management.listener.ssl_opts.certfile = c.pem
                                """)
                        .management();

        assertThat(management.plain()).isNull();
        assertThat(management.listeners())
                .extracting(Listener::endpoint)
                .containsExactly(new Endpoint(null, 3));
        assertThat(management.tls())
                .isNotNull()
                .extracting(tls -> tls.options().key("certfile"))
                .isEqualTo("management.listener.ssl_opts.certfile");
    }

    @Test
    void proxyProtocolIsForAllListeners() {
        assertThat(accepted("proxy_protocol = true").network().expectsProxyHeader()).isTrue();
    }

    private static ServerConfiguration accepted(String text) {
        return ((Accepted) load(text)).configuration();
    }

    private static ConfigurationResult load(String text) {
        return ConfigurationLoader.load(
                new Sources(new FileText("r.conf", text), Map.of(), List.of(), null), 2);
    }
}
