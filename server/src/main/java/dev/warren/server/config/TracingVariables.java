package dev.warren.server.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The environment variables of OpenTelemetry, as keys of the configuration. They are asked only
/// where traces are recorded: elsewhere they are meant for others. Pure.
final class TracingVariables {

    private static final String TRACES_PATH = "v1/traces";
    private static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
    private static final String TRACES_HEADERS = "OTEL_EXPORTER_OTLP_TRACES_HEADERS";
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// What is for traces alone stands behind what is for all, and wins.
    private static final Map<String, Setting<?>> SETTINGS = settings();

    private TracingVariables() {}

    private static Map<String, Setting<?>> settings() {
        Map<String, Setting<?>> settings = new LinkedHashMap<>();
        settings.put("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", TracingSettings.ENDPOINT);
        settings.put("OTEL_EXPORTER_OTLP_PROTOCOL", TracingSettings.PROTOCOL);
        settings.put("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", TracingSettings.PROTOCOL);
        settings.put("OTEL_EXPORTER_OTLP_TIMEOUT", TracingSettings.TIMEOUT);
        settings.put("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", TracingSettings.TIMEOUT);
        settings.put("OTEL_SERVICE_NAME", TracingSettings.SERVICE_NAME);
        settings.put("OTEL_TRACES_SAMPLER_ARG", TracingSettings.SAMPLING_RATIO);
        settings.put("OTEL_BSP_MAX_QUEUE_SIZE", TracingSettings.QUEUE_SIZE);
        settings.put("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", TracingSettings.BATCH_SIZE);
        settings.put("OTEL_BSP_SCHEDULE_DELAY", TracingSettings.DELAY);
        return settings;
    }

    /// What wins over the files.
    static List<Assignment> assignments(Map<String, String> environment) {
        List<Assignment> found = new ArrayList<>();
        String base = valueOrNull(environment, ENDPOINT);
        if (base != null) {
            String address = base + (base.endsWith("/") ? "" : "/") + TRACES_PATH;
            found.add(
                    new Assignment(Origin.of(ENDPOINT), TracingSettings.ENDPOINT.name(), address));
        }
        headers(environment, HEADERS, found);
        headers(environment, TRACES_HEADERS, found);
        SETTINGS.forEach((variable, setting) -> {
            String value = valueOrNull(environment, variable);
            if (value != null) {
                found.add(new Assignment(Origin.of(variable), setting.name(), value));
            }
        });
        return found;
    }

    /// `key=value,key=value`, percent-encoded.
    private static void headers(
            Map<String, String> environment, String variable, List<Assignment> to) {
        String value = valueOrNull(environment, variable);
        if (value == null) {
            return;
        }
        String family = TracingSettings.HEADER.name().replace("$name", "");
        for (String pair : value.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                to.add(
                        new Assignment(
                                Origin.of(variable),
                                family + pair.substring(0, equals).strip().replace(".", "\\."),
                                decoded(pair.substring(equals + 1).strip())));
            }
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException ignoredItIsMeantAsItStands) {
            return text;
        }
    }

    private static @Nullable String valueOrNull(Map<String, String> environment, String variable) {
        String value = environment.get(variable);
        return value == null || value.isEmpty() ? null : value;
    }
}
