package dev.warren.links.remote;

import dev.warren.links.remote.AmqpUri.Address;
import dev.warren.links.remote.AmqpUri.Login;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads AMQP URIs as RabbitMQ's Erlang client does: percent signs mean what they mean in URIs, a
/// URI without a path means the virtual host that the reader has in mind, and a path of one slash
/// the virtual host without a name.
///
/// It is lenient with a password that should have been encoded: the last `@` ends it.
public final class AmqpUriParser {

    static final int PORT = 5672;
    static final int TLS_PORT = 5671;

    private static final int PORT_MAX = 65_535;
    private static final String AFTER_SCHEME = "://";

    private AmqpUriParser() {}

    /// @param defaultVhost meant where the URI has no path
    public static AmqpUri parse(String text, String defaultVhost) throws UriSyntaxException {
        int colon = text.indexOf(AFTER_SCHEME);
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("amqp") && !scheme.equals("amqps")) {
            throw new UriSyntaxException("the scheme must be amqp or amqps");
        }
        boolean isTls = scheme.equals("amqps");
        String rest = text.substring(colon + AFTER_SCHEME.length());
        int question = rest.indexOf('?', Math.max(0, rest.lastIndexOf('@')));
        String location = question < 0 ? rest : rest.substring(0, question);
        UriQuery query = UriQuery.parse(question < 0 ? "" : rest.substring(question + 1));
        int slash = location.indexOf('/', Math.max(0, location.lastIndexOf('@')));
        String authority = slash < 0 ? location : location.substring(0, slash);
        String path = slash < 0 ? "" : location.substring(slash);
        int at = authority.lastIndexOf('@');
        String place = authority.substring(at + 1);
        return new AmqpUri(
                place.isEmpty() ? null : address(place, isTls),
                at < 0 ? null : login(authority.substring(0, at)),
                path.isEmpty() ? defaultVhost : vhost(path),
                query.tuning(),
                isTls ? query.tls() : null,
                scheme + AFTER_SCHEME + place + path);
    }

    /// Any text without what could be a password in it: what stands before the last `@`, and what
    /// stands behind a question mark.
    public static String masked(String text) {
        int at = text.lastIndexOf('@');
        int colon = text.indexOf(AFTER_SCHEME);
        boolean isUri = colon >= 0;
        if (at < 0 && !isUri) {
            return text;
        }
        String scheme = isUri && colon < at ? text.substring(0, colon + AFTER_SCHEME.length()) : "";
        String rest = text.substring(at < 0 ? 0 : at + 1);
        int question = rest.indexOf('?');
        return scheme + (question < 0 ? rest : rest.substring(0, question));
    }

    private static Address address(String place, boolean isTls) throws UriSyntaxException {
        int bracket = place.lastIndexOf(']');
        int colon = place.indexOf(':', Math.max(0, bracket));
        String host = colon < 0 ? place : place.substring(0, colon);
        String port = colon < 0 ? "" : place.substring(colon + 1);
        int standard = isTls ? TLS_PORT : PORT;
        return new Address(host(host), port.isEmpty() ? standard : port(port));
    }

    private static String host(String text) throws UriSyntaxException {
        boolean isBracketed = text.startsWith("[") && text.endsWith("]");
        String host = isBracketed ? text.substring(1, text.length() - 1) : text;
        if (host.isEmpty() || host.contains("[") || host.contains("]")) {
            throw new UriSyntaxException("the host cannot be read");
        }
        return PercentCode.decode(host);
    }

    private static int port(String text) throws UriSyntaxException {
        int port = UriQuery.integer(text, "the port");
        if (port > PORT_MAX) {
            throw new UriSyntaxException("the port is too large");
        }
        return port;
    }

    private static @Nullable Login login(String text) throws UriSyntaxException {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return text.isEmpty() ? null : new Login(PercentCode.decode(text), null);
        }
        return new Login(
                PercentCode.decode(text.substring(0, colon)),
                PercentCode.decode(text.substring(colon + 1)));
    }

    private static String vhost(String path) throws UriSyntaxException {
        if (path.indexOf('/', 1) > 0) {
            throw new UriSyntaxException("a virtual host with a slash has to be written with %2F");
        }
        return PercentCode.decode(path.substring(1));
    }
}
