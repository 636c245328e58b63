package dev.warren.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.amqp.connection.Ends;
import dev.warren.amqp.door.CertificateName;
import dev.warren.amqp.door.Doorway;
import dev.warren.amqp.door.TlsDoor;
import dev.warren.server.config.TlsOptions;
import dev.warren.server.tls.RecordByRecord.Seen;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client of AMQP over TLS is sent while it shakes hands, record by record.
final class HandshakeRecordsTest {

    private static final Ends SOCKET = new Ends(null, null, null);
    private static final int RECORD_BYTES_MAX = 16 * 1024;

    @TempDir static Path made;
    private static TestIdentity elliptic;
    private static TestIdentity rsa;

    private SSLContext trusting;
    private TlsDoor door;

    @BeforeAll
    static void makeIdentities() throws Exception {
        elliptic = TestIdentity.make(made, "CN=elliptic");
        rsa = TestIdentity.makeRsa(made, "CN=rsa");
    }

    @BeforeEach
    void open() throws Exception {
        show(elliptic, UnaryOperator.identity());
    }

    /// Java's engine does the Finished message at once when it comes alone, and leaves it to a task
    /// behind others. RabbitMQ's Java client with NIO asks for the next record before it looks what
    /// a task has led to, and there is none: both sides wait.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_AES_256_GCM_SHA384",
                "TLS_AES_128_GCM_SHA256",
                "TLS_CHACHA20_POLY1305_SHA256"
            })
    void finishedComesAlone(String suite) throws Exception {
        for (int again = 0; again < 2; again++) {
            var client = client(parameters -> parameters.setCipherSuites(new String[] {suite}));

            assertThat(lastOfFlight(client.shakeHands()).next())
                    .isEqualTo(HandshakeStatus.NEED_WRAP);
            assertThat(client.engine().getSession().getCipherSuite()).isEqualTo(suite);
        }
    }

    @Test
    void finishedComesAloneBehindRsaToo() throws Exception {
        show(rsa, UnaryOperator.identity());
        for (int again = 0; again < 2; again++) {
            assertThat(lastOfFlight(client().shakeHands()).next())
                    .isEqualTo(HandshakeStatus.NEED_WRAP);
        }
    }

    /// Some clients cannot put a message together that comes in several records.
    @Test
    void otherMessagesComeInOneRecordWhenTheCertificateIsKnown() throws Exception {
        client().shakeHands();

        assertThat(flight(client().shakeHands()))
                .extracting(Seen::next)
                .containsExactly(HandshakeStatus.NEED_TASK, HandshakeStatus.NEED_WRAP);
    }

    @Test
    void finishedComesAloneWithAnotherCertificate() throws Exception {
        client().shakeHands();
        var before = door;
        show(rsa, UnaryOperator.identity());
        client().shakeHands();
        door = before;

        assertThat(lastOfFlight(client().shakeHands()).next()).isEqualTo(HandshakeStatus.NEED_WRAP);
    }

    @Test
    void finishedComesAloneWhenTheClientHasToTryAgain() throws Exception {
        show(elliptic, engine -> with(engine, p -> p.setNamedGroups(new String[] {"secp384r1"})));
        var client =
                client(p -> p.setNamedGroups(new String[] {"secp256r1", "secp384r1", "x25519"}));

        var seen = client.shakeHands();

        assertThat(seen.stream().filter(each -> each.type() == Seen.HANDSHAKE)).hasSize(2);
        assertThat(lastOfFlight(seen).next()).isEqualTo(HandshakeStatus.NEED_WRAP);
    }

    @Test
    void finishedComesAloneToAClientThatWantsSmallRecords() throws Exception {
        for (int again = 0; again < 2; again++) {
            var client = client(parameters -> parameters.setMaximumPacketSize(600));

            assertThat(lastOfFlight(client.shakeHands()).next())
                    .isEqualTo(HandshakeStatus.NEED_WRAP);
        }
    }

    @Test
    void olderVersionComesAsJavaSendsIt() throws Exception {
        var client = client(parameters -> parameters.setProtocols(new String[] {"TLSv1.2"}));

        var seen = client.shakeHands();

        assertThat(seen.getFirst().next()).isEqualTo(HandshakeStatus.NEED_TASK);
        assertThat(seen.getFirst().bytes()).isGreaterThan(500);
        assertThat(client.engine().getSession().getProtocol()).isEqualTo("TLSv1.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void messagesComeInFullRecords(String version) throws Exception {
        var server = door();
        var client = client(server, p -> p.setProtocols(new String[] {version}));
        client.shakeHands();

        server.writeOutbound(Unpooled.wrappedBuffer(new byte[10 * RECORD_BYTES_MAX]));

        assertThat(client.take())
                .hasSizeLessThanOrEqualTo(11)
                .allMatch(each -> each.type() == Seen.APPLICATION_DATA);
        assertThat(server.pipeline().first()).isInstanceOf(SslHandler.class);
    }

    /// What the door sends encrypted before the client has answered.
    private static List<Seen> flight(List<Seen> seen) {
        var flight = new ArrayList<Seen>();
        for (Seen each : seen) {
            if (each.type() == Seen.APPLICATION_DATA) {
                flight.add(each);
                if (each.next() == HandshakeStatus.NEED_WRAP) {
                    return flight;
                }
            }
        }
        return flight;
    }

    private static Seen lastOfFlight(List<Seen> seen) {
        return flight(seen).getLast();
    }

    private void show(TestIdentity identity, UnaryOperator<SSLEngine> changed) throws Exception {
        var directory = Files.createTempDirectory(made, "shown");
        var certificate =
                Files.writeString(directory.resolve("cert.pem"), identity.certificatePem());
        var key = Files.writeString(directory.resolve("key.pem"), identity.keyPem());
        var options =
                new TlsOptions(
                        "ssl_options",
                        new TlsOptions.Files(certificate, key, null, null),
                        new TlsOptions.Peers(false, false, 10),
                        new TlsOptions.Choice(List.of(), List.of(), false));
        var loaded = TlsIdentity.load(options);
        door =
                new TlsDoor(
                        () -> changed.apply(loaded.newEngine()),
                        CertificateName.commonName(),
                        Runnable::run,
                        60_000);
        trusting = trusting(elliptic, rsa);
    }

    private static SSLContext trusting(TestIdentity... identities) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (TestIdentity each : identities) {
            store.setCertificateEntry(each.toString(), each.certificate());
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private EmbeddedChannel door() {
        var channel = new EmbeddedChannel();
        new Doorway(false, door)
                .open(channel.pipeline(), SOCKET, _ -> new ChannelInboundHandlerAdapter());
        channel.pipeline().fireChannelActive();
        return channel;
    }

    private RecordByRecord client() {
        return client(_ -> {});
    }

    private RecordByRecord client(Consumer<SSLParameters> changed) {
        return client(door(), changed);
    }

    private RecordByRecord client(EmbeddedChannel server, Consumer<SSLParameters> changed) {
        var engine = trusting.createSSLEngine();
        engine.setUseClientMode(true);
        return new RecordByRecord(with(engine, changed), server);
    }

    private static SSLEngine with(SSLEngine engine, Consumer<SSLParameters> changed) {
        var parameters = engine.getSSLParameters();
        changed.accept(parameters);
        engine.setSSLParameters(parameters);
        return engine;
    }
}
