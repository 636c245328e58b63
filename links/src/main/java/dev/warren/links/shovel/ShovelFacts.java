package dev.warren.links.shovel;

import dev.warren.links.remote.AmqpUri;
import dev.warren.links.shovel.ShovelSettings.Destination;
import dev.warren.links.shovel.ShovelSettings.From;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From where to where a running shovel moves messages, by RabbitMQ's names; without passwords.
record ShovelFacts(
        String sourceUri,
        String destinationUri,
        Map<String, String> source,
        Map<String, String> destination) {

    private static final String PROTOCOL = "amqp091";

    ShovelFacts {
        source = Collections.unmodifiableMap(source);
        destination = Collections.unmodifiableMap(destination);
    }

    static ShovelFacts of(ShovelSettings settings, AmqpUri from, AmqpUri to) {
        return new ShovelFacts(
                from.shown(),
                to.shown(),
                source(settings.source().from()),
                destination(settings.destination()));
    }

    private static Map<String, String> source(From from) {
        Map<String, String> facts = new LinkedHashMap<>();
        switch (from) {
            case From.Queue queue -> facts.put("src-queue", queue.name());
            case From.Exchange(String exchange, String key) -> {
                facts.put("src-exchange", exchange);
                facts.put("src-exchange-key", key);
            }
        }
        return facts;
    }

    private static Map<String, String> destination(Destination destination) {
        Map<String, String> facts = new LinkedHashMap<>();
        From.Queue queue = destination.queue();
        if (queue != null) {
            facts.put("dest-queue", queue.name());
            return facts;
        }
        put(facts, "dest-exchange", destination.exchange());
        put(facts, "dest-exchange-key", destination.key());
        return facts;
    }

    private static void put(Map<String, String> facts, String key, @Nullable String value) {
        if (value != null) {
            facts.put(key, value);
        }
    }

    /// For the HTTP API.
    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("src_uri", sourceUri);
        shown.put("src_protocol", PROTOCOL);
        shown.put("dest_protocol", PROTOCOL);
        shown.put("dest_uri", destinationUri);
        source.forEach((key, value) -> shown.put(key.replace('-', '_'), value));
        destination.forEach((key, value) -> shown.put(key.replace('-', '_'), value));
        return shown;
    }

    /// For the header of messages that go through it.
    Map<String, Object> trace(ShovelName name, String clusterName) {
        Map<String, Object> trace = new LinkedHashMap<>();
        trace.put("shovelled-by", clusterName);
        trace.put("shovel-type", "dynamic");
        trace.put("shovel-name", name.name());
        trace.put("shovel-vhost", name.vhost());
        trace.put("src-uri", sourceUri);
        trace.put("dest-uri", destinationUri);
        trace.putAll(source);
        trace.putAll(destination);
        return trace;
    }
}
