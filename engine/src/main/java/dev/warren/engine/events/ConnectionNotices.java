package dev.warren.engine.events;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.LongText;

/// What is told of connections, channels, consumers and logins. Pure.
final class ConnectionNotices {

    private static final String PROTOCOL = "{0,9,1}";

    /// What RabbitMQ says where there is no TLS, or no certificate.
    private static final TlsFacts.Suite NO_SUITE = new TlsFacts.Suite("", "", "");

    private static final TlsFacts.Certificate NO_CERTIFICATE = new TlsFacts.Certificate("", "", "");

    private final String node;

    ConnectionNotices(String node) {
        this.node = node;
    }

    Notice opened(ConnectionFacts connection) {
        ConnectionFacts.Client client = connection.client();
        ConnectionFacts.Tuning tuning = connection.tuning();
        Endpoints ends = connection.endpoints();
        TlsFacts tls = ends.tls();
        TlsFacts.Suite suite = tls == null ? NO_SUITE : tls.suite();
        TlsFacts.Certificate certificate =
                tls == null || tls.certificate() == null ? NO_CERTIFICATE : tls.certificate();
        NoticeText text =
                NoticeText.by(client.user())
                        .with("node", node)
                        .with("connected_at", connection.openedMillis())
                        .withTerms("client_properties", client.properties())
                        .with("channel_max", tuning.channelMax())
                        .with("frame_max", tuning.frameMaxBytes())
                        .with("timeout", tuning.heartbeatSeconds())
                        .with("vhost", client.vhost())
                        .with("user", client.user())
                        .with("protocol", PROTOCOL)
                        .with("ssl_hash", suite.hash())
                        .with("ssl_cipher", suite.cipher())
                        .with("ssl_key_exchange", suite.keyExchange())
                        .with("ssl_protocol", tls == null ? "" : tls.protocol())
                        .with("auth_mechanism", client.mechanism())
                        .with("peer_cert_validity", certificate.validity())
                        .with("peer_cert_issuer", certificate.issuer())
                        .with("peer_cert_subject", certificate.subject())
                        .with("ssl", tls != null)
                        .with("peer_host", ends.peer().host())
                        .with("host", ends.own().host())
                        .with("peer_port", ends.peer().port())
                        .with("port", ends.own().port())
                        .with("name", ends.name())
                        .with("pid", pid(connection.id()))
                        .with("type", "network");
        return withGivenName(text, client.properties()).named("connection.created");
    }

    Notice closed(Event.ConnectionClosed closed) {
        NoticeText text =
                new NoticeText()
                        .withTerms("client_properties", closed.clientProperties())
                        .with("node", node)
                        .with("pid", pid(closed.connection()))
                        .with("name", closed.endpoints().name());
        return withGivenName(text, closed.clientProperties()).named("connection.closed");
    }

    /// The name that a client gives its connection, if it does.
    private static NoticeText withGivenName(NoticeText text, FieldTable clientProperties) {
        return clientProperties.get("connection_name") instanceof LongText given
                        && given.value().length() <= NoticeText.ARGUMENTS_CHARS_MAX
                ? text.with("user_provided_name", (FieldValue) given)
                : text;
    }

    Notice opened(ChannelFacts channel) {
        return NoticeText.by(channel.user())
                .with("vhost", channel.vhost())
                .with("user", channel.user())
                .with("number", channel.number())
                .with("connection", pid(channel.connection()))
                .with("name", channel.name())
                .with("pid", pid(channel))
                .named("channel.created");
    }

    Notice closed(ChannelFacts channel) {
        return NoticeText.by(channel.user()).with("pid", pid(channel)).named("channel.closed");
    }

    Notice added(Event.ConsumerAdded added) {
        ConsumerFacts consumer = added.consumer();
        return NoticeText.by(added.channel().user())
                .withTerms("arguments", consumer.arguments())
                .with("prefetch_count", consumer.prefetch())
                .with("queue", consumer.queue())
                .with("vhost", added.channel().vhost())
                .with("channel", pid(added.channel()))
                .with("ack_required", !consumer.isNoAck())
                .with("exclusive", consumer.isExclusive())
                .with("consumer_tag", consumer.tag())
                .named("consumer.created");
    }

    Notice removed(Event.ConsumerRemoved removed) {
        return NoticeText.by(removed.channel().user())
                .with("queue", removed.queue())
                .with("vhost", removed.channel().vhost())
                .with("channel", pid(removed.channel()))
                .with("consumer_tag", removed.tag())
                .named("consumer.deleted");
    }

    Notice accepted(Event.LoginAccepted login) {
        return login(new NoticeText(), login.endpoints(), login.mechanism(), login.user())
                .named("user.authentication.success");
    }

    Notice refused(Event.LoginRefused login) {
        return login(
                        new NoticeText().with("error", login.reason()),
                        login.endpoints(),
                        login.mechanism(),
                        login.user())
                .named("user.authentication.failure");
    }

    private static NoticeText login(
            NoticeText text, Endpoints ends, String mechanism, String user) {
        return text.with("ssl", ends.tls() != null)
                .with("auth_mechanism", mechanism)
                .with("protocol", PROTOCOL)
                .with("peer_port", ends.peer().port())
                .with("peer_host", ends.peer().host())
                .with("connection_name", ends.name())
                .with("host", ends.own().host())
                .with("name", user)
                .with("connection_type", "network");
    }

    static String pid(long connection) {
        return Long.toString(connection);
    }

    private static String pid(ChannelFacts channel) {
        return channel.connection() + "." + channel.number();
    }
}
