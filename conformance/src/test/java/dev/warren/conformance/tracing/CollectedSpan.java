package dev.warren.conformance.tracing;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// A span as the collector got it.
///
/// @param attributes texts, numbers and truths by name; lists as lists of texts
record CollectedSpan(
        String service,
        String trace,
        String id,
        String parent,
        String name,
        Map<String, Object> attributes) {

    // numbers of fields in opentelemetry/proto/trace/v1/trace.proto and its like
    private static final int RESOURCE_SPANS = 1;
    private static final int RESOURCE = 1;
    private static final int RESOURCE_ATTRIBUTES = 1;
    private static final int SCOPE_SPANS = 2;
    private static final int SPANS = 2;
    private static final int TRACE_ID = 1;
    private static final int SPAN_ID = 2;
    private static final int PARENT_ID = 4;
    private static final int NAME = 5;
    private static final int ATTRIBUTES = 9;
    private static final int KEY = 1;
    private static final int VALUE = 2;
    private static final int TEXT_VALUE = 1;
    private static final int TRUTH_VALUE = 2;
    private static final int NUMBER_VALUE = 3;
    private static final int LIST_VALUE = 5;

    /// All spans of an export.
    static List<CollectedSpan> read(byte[] export) {
        return ProtobufMessage.read(ByteBuffer.wrap(export)).messages(RESOURCE_SPANS).stream()
                .flatMap(resource -> {
                    var service =
                            attributes(resource.messages(RESOURCE).getFirst(), RESOURCE_ATTRIBUTES)
                                    .get("service.name");
                    return resource.messages(SCOPE_SPANS).stream()
                            .flatMap(scope -> scope.messages(SPANS).stream())
                            .map(span -> of(String.valueOf(service), span));
                })
                .toList();
    }

    private static CollectedSpan of(String service, ProtobufMessage span) {
        var hex = HexFormat.of();
        return new CollectedSpan(
                service,
                hex.formatHex(span.bytes(TRACE_ID)),
                hex.formatHex(span.bytes(SPAN_ID)),
                hex.formatHex(span.bytes(PARENT_ID)),
                span.text(NAME),
                attributes(span, ATTRIBUTES));
    }

    private static Map<String, Object> attributes(ProtobufMessage owner, int id) {
        var attributes = new HashMap<String, Object>();
        for (var each : owner.messages(id)) {
            attributes.put(each.text(KEY), value(each.messages(VALUE).getFirst()));
        }
        return attributes;
    }

    private static Object value(ProtobufMessage value) {
        if (value.has(LIST_VALUE)) {
            return value.messages(LIST_VALUE).getFirst().messages(1).stream()
                    .map(each -> each.text(TEXT_VALUE))
                    .toList();
        }
        if (value.has(NUMBER_VALUE)) {
            return value.number(NUMBER_VALUE);
        }
        return value.has(TRUTH_VALUE) ? value.number(TRUTH_VALUE) != 0 : value.text(TEXT_VALUE);
    }

    String operation() {
        return String.valueOf(attributes.get("messaging.operation.name"));
    }
}
