package dev.warren.links.parameter;

import dev.warren.codec.value.FieldValue;
import dev.warren.engine.topology.ParameterCheck;
import dev.warren.links.remote.AmqpUri;
import dev.warren.links.remote.AmqpUriParser;
import dev.warren.links.remote.UriSyntaxException;
import java.util.List;

/// An AMQP URI or a list of them. A URI that means this broker may be set by who may enter the
/// virtual host that it names: what comes of it needs no password.
///
/// @param defaultVhost meant where a URI names none
public record UriCheck(ParameterCheck.Setter setter, String defaultVhost) implements ValueCheck {

    @Override
    public List<String> faults(String key, FieldValue value) {
        return switch (value) {
            case FieldValue.LongText text -> faults(text.text());
            case FieldValue.Array(var values) when values.isEmpty() ->
                    List.of(key + " should not be an empty list");
            case FieldValue.Array(var values) ->
                    values.stream()
                            .map(element -> ofElement(key, element))
                            .filter(faults -> !faults.isEmpty())
                            .findFirst()
                            .orElse(List.of());
            default -> ValueChecks.wrong(key, "should be list", value);
        };
    }

    private List<String> ofElement(String key, FieldValue element) {
        return element instanceof FieldValue.LongText text
                ? faults(text.text())
                : ValueChecks.wrong(key, "should be list", element);
    }

    private List<String> faults(String text) {
        AmqpUri uri;
        try {
            uri = AmqpUriParser.parse(text, defaultVhost);
        } catch (UriSyntaxException e) {
            return List.of("\"" + AmqpUriParser.masked(text) + "\" not a valid URI: " + e.reason());
        }
        return uri.isLocal() && !setter.mayEnter(uri.vhost())
                ? List.of(
                        "user \"%s\" may not connect to vhost \"%s\""
                                .formatted(setter.name(), uri.vhost()))
                : List.of();
    }
}
