package dev.warren.amqp.door;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/// Distinguished names as RabbitMQ writes them: RFC 4514, the most special part first. Pure.
final class DistinguishedNames {

    /// Attributes that the RFC does not name, and RabbitMQ does.
    private static final Map<String, String> KEYWORDS =
            Map.of(
                    "2.5.4.4", "SN",
                    "2.5.4.42", "GIVENNAME",
                    "2.5.4.43", "INITIALS",
                    "2.5.4.44", "GENERATIONQUALIFIER",
                    "2.5.4.12", "TITLE",
                    "2.5.4.5", "SERIALNUMBER",
                    "2.5.4.65", "PSEUDONYM",
                    "1.2.840.113549.1.9.1", "EMAILADDRESS");

    private DistinguishedNames() {}

    static String text(X500Principal name) {
        return name.getName(X500Principal.RFC2253, KEYWORDS);
    }

    static @Nullable String commonNameOrNull(X500Principal name) {
        String names =
                parts(name).stream()
                        .filter(part -> part.getType().toUpperCase(Locale.ROOT).equals("CN"))
                        .map(part -> String.valueOf(part.getValue()))
                        .collect(Collectors.joining(","));
        return names.isEmpty() ? null : names;
    }

    private static List<Rdn> parts(X500Principal name) {
        try {
            return new LdapName(name.getName(X500Principal.RFC2253)).getRdns();
        } catch (InvalidNameException e) {
            throw new IllegalStateException("not a distinguished name: " + name, e);
        }
    }
}
