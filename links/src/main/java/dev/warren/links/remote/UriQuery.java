package dev.warren.links.remote;

import dev.warren.links.remote.AmqpUri.Tls;
import dev.warren.links.remote.AmqpUri.Tuning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import org.jspecify.annotations.Nullable;

/// What stands behind the question mark of an AMQP URI. Parameters that nobody knows are passed
/// over, as in RabbitMQ.
record UriQuery(Map<String, List<String>> values) {

    private static final int HEARTBEAT_SECONDS = 10;
    private static final int HEARTBEAT_SECONDS_MAX = 65_535;
    private static final int CONNECTION_TIMEOUT_MILLIS = 60_000;

    /// AMQPLAIN says the same as PLAIN in other bytes.
    private static final Map<String, String> MECHANISMS =
            Map.of("PLAIN", "PLAIN", "AMQPLAIN", "PLAIN", "EXTERNAL", "EXTERNAL");

    private static final Set<String> VERIFICATIONS = Set.of("verify_peer", "verify_none");

    static UriQuery parse(String text) throws UriSyntaxException {
        Map<String, List<String>> values = new HashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.computeIfAbsent(
                                PercentCode.decode(pair.substring(0, equals)),
                                _ -> new ArrayList<>())
                        .add(PercentCode.decode(pair.substring(equals + 1)));
            }
        }
        return new UriQuery(values);
    }

    private @Nullable String firstOrNull(String key) {
        List<String> all = values.get(key);
        return all == null ? null : all.getFirst();
    }

    private int integer(String key, int otherwise) throws UriSyntaxException {
        String value = firstOrNull(key);
        return value == null ? otherwise : integer(value, key);
    }

    static int integer(String text, String what) throws UriSyntaxException {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new UriSyntaxException(what + " is not a number");
        }
        throw new UriSyntaxException(what + " is negative");
    }

    Tuning tuning() throws UriSyntaxException {
        return new Tuning(
                Math.min(HEARTBEAT_SECONDS_MAX, integer("heartbeat", HEARTBEAT_SECONDS)),
                integer("connection_timeout", CONNECTION_TIMEOUT_MILLIS),
                integer("channel_max", 0),
                mechanisms());
    }

    private List<String> mechanisms() throws UriSyntaxException {
        List<String> known = new ArrayList<>();
        for (String name : values.getOrDefault("auth_mechanism", List.of())) {
            String mechanism = MECHANISMS.get(name.toUpperCase(Locale.ROOT));
            if (mechanism == null) {
                throw new UriSyntaxException("auth_mechanism must be plain, amqplain or external");
            }
            known.add(mechanism);
        }
        return known;
    }

    private @Nullable String serverName() throws UriSyntaxException {
        String name = firstOrNull("server_name_indication");
        if (name != null) {
            try {
                SNIHostName _ = new SNIHostName(name);
            } catch (IllegalArgumentException noName) {
                throw new UriSyntaxException("server_name_indication is not the name of a host");
            }
        }
        return name;
    }

    /// Who names an authority wants it to be asked.
    Tls tls() throws UriSyntaxException {
        String authorities = firstOrNull("cacertfile");
        String verify = firstOrNull("verify");
        if (verify != null && !VERIFICATIONS.contains(verify)) {
            throw new UriSyntaxException("verify must be verify_peer or verify_none");
        }
        return new Tls(
                verify == null ? authorities != null : verify.equals("verify_peer"),
                serverName(),
                authorities,
                firstOrNull("certfile"),
                firstOrNull("keyfile"),
                firstOrNull("password"));
    }
}
