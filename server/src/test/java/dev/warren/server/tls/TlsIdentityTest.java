package dev.warren.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.server.config.Secret;
import dev.warren.server.config.TlsOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsIdentityTest {

    private static final TlsOptions.Peers NOT_ASKED = new TlsOptions.Peers(false, false, 10);
    private static final TlsOptions.Choice ANY = new TlsOptions.Choice(List.of(), List.of(), false);

    @TempDir static Path made;
    private static TestIdentity one;
    private static TestIdentity other;

    @TempDir Path directory;
    private Path certificate;
    private Path key;

    @BeforeAll
    static void makeIdentities() throws Exception {
        one = TestIdentity.make(made, "CN=one");
        other = TestIdentity.make(made, "CN=other");
    }

    @BeforeEach
    void write() throws Exception {
        certificate = Files.writeString(directory.resolve("cert.pem"), one.certificatePem());
        key = Files.writeString(directory.resolve("key.pem"), one.keyPem());
    }

    @Test
    void enginesAreServersOfNewVersionsOnly() throws Exception {
        var engine = TlsIdentity.load(options(NOT_ASKED, ANY)).newEngine();

        assertThat(engine.getUseClientMode()).isFalse();
        assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(engine.getWantClientAuth()).isFalse();
        assertThat(engine.getSSLParameters().getUseCipherSuitesOrder()).isFalse();
    }

    @Test
    void sessionsThatMayBeResumedAreLimited() throws Exception {
        var context = TlsIdentity.load(options(NOT_ASKED, ANY)).context();

        assertThat(context.getServerSessionContext().getSessionCacheSize())
                .isEqualTo(TlsMaterial.SESSIONS_MAX);
    }

    @Test
    void clientsAreAskedOrMustAnswer() throws Exception {
        var asked = TlsIdentity.load(options(new TlsOptions.Peers(true, false, 1), ANY));
        var must = TlsIdentity.load(options(new TlsOptions.Peers(true, true, 1), ANY));

        assertThat(asked.newEngine().getWantClientAuth()).isTrue();
        assertThat(must.newEngine().getNeedClientAuth()).isTrue();
    }

    @Test
    void versionsAndCiphersAreThoseThatAreNamed() throws Exception {
        var choice =
                new TlsOptions.Choice(
                        List.of("tlsv1.2", "tlsv1.1"),
                        List.of("ECDHE-ECDSA-AES256-GCM-SHA384", "ROT13"),
                        true);

        var identity = TlsIdentity.load(options(NOT_ASKED, choice));

        assertThat(identity.newEngine().getEnabledProtocols()).containsExactly("TLSv1.2");
        assertThat(identity.newEngine().getEnabledCipherSuites())
                .containsExactly("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
        assertThat(identity.newEngine().getSSLParameters().getUseCipherSuitesOrder()).isTrue();
        assertThat(identity.warnings())
                .containsExactly(
                        "'ssl_options.versions': tlsv1.1 is too old and is not spoken",
                        "'ssl_options.ciphers': this Java has no cipher suite ROT13");
    }

    @Test
    void whatCannotBeUsedIsRefusedByKeyFileAndReason() throws Exception {
        refused(
                new TlsOptions.Files(null, key, null, null),
                "'ssl_options.certfile': it has to be set for TLS");
        Path missing = directory.resolve("missing.pem");
        refused(
                new TlsOptions.Files(missing, key, null, null),
                "'ssl_options.certfile', file " + missing + ": there is no such file");
        refused(
                new TlsOptions.Files(key, key, null, null),
                "'ssl_options.certfile', file " + key + ": there is no certificate in it");
        refused(
                new TlsOptions.Files(certificate, certificate, new Secret("hunter2"), null),
                "'ssl_options.keyfile', file " + certificate + ": there is no private key in it");
        Files.writeString(key, other.keyPem());
        refused(
                new TlsOptions.Files(certificate, key, null, null),
                "'ssl_options.keyfile', file "
                        + key
                        + ": it is not the key of the certificate in "
                        + certificate);
    }

    @Test
    void optionsThatPromiseWhatTheyDoNotKeepAreRefused() {
        assertThatThrownBy(
                        () -> TlsIdentity.load(options(new TlsOptions.Peers(false, true, 1), ANY)))
                .hasMessageContaining("'ssl_options.fail_if_no_peer_cert'");
        assertThatThrownBy(() ->
                        TlsIdentity.load(
                                new TlsOptions(
                                        "ssl_options",
                                        new TlsOptions.Files(certificate, key, null, null),
                                        new TlsOptions.Peers(true, true, 1),
                                        ANY)))
                .hasMessage("'ssl_options.cacertfile': it has to be set for TLS");
        assertThatThrownBy(() ->
                        TlsIdentity.load(
                                options(
                                        NOT_ASKED,
                                        new TlsOptions.Choice(List.of("tlsv1"), List.of(), false))))
                .hasMessageContaining("'ssl_options.versions'");
        assertThatThrownBy(() ->
                        TlsIdentity.load(
                                options(
                                        NOT_ASKED,
                                        new TlsOptions.Choice(List.of(), List.of("ROT13"), false))))
                .hasMessageContaining("'ssl_options.ciphers'");
    }

    @Test
    void changedFilesAreUsedWhenTheyHaveSettled() throws Exception {
        var identity = TlsIdentity.load(options(NOT_ASKED, ANY));
        var before = identity.context();
        try (var watch = new TlsFileWatch(List.of(identity))) {
            watch.look();
            assertThat(identity.context()).isSameAs(before);

            Files.writeString(certificate, other.certificatePem() + "\n");
            watch.look();
            Files.writeString(key, other.keyPem() + "\n");
            watch.look();
            assertThat(identity.context()).isSameAs(before);

            watch.look();
            var after = identity.context();
            assertThat(after).isNotSameAs(before);

            watch.look();
            assertThat(identity.context()).isSameAs(after);
        }
    }

    @Test
    void changedFilesThatCannotBeUsedChangeNothing() throws Exception {
        var identity = TlsIdentity.load(options(NOT_ASKED, ANY));
        var before = identity.context();
        try (var watch = new TlsFileWatch(List.of(identity))) {
            Files.delete(key);
            watch.look();
            watch.look();
            assertThat(identity.context()).isSameAs(before);

            Files.writeString(key, one.keyPem() + "\n\n");
            watch.look();
            watch.look();
            assertThat(identity.context()).isNotSameAs(before);
        }
    }

    private void refused(TlsOptions.Files files, String text) {
        assertThatThrownBy(() ->
                        TlsIdentity.load(new TlsOptions("ssl_options", files, NOT_ASKED, ANY)))
                .isInstanceOf(TlsException.class)
                .hasMessage(text);
    }

    private TlsOptions options(TlsOptions.Peers peers, TlsOptions.Choice choice) {
        return new TlsOptions(
                "ssl_options",
                new TlsOptions.Files(certificate, key, null, certificate),
                peers,
                choice);
    }
}
