package dev.warren.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.event.KeyValuePair;

/// A line as one JSON object: `time`, `level`, `msg`, `domain` and `pid` as RabbitMQ has them, then
/// the pairs of the event under their own names, and `stack` where there is one.
final class JsonEncoder extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};

    private final JsonFactory factory = new JsonFactory();
    private final LineFormat format;

    /// @param format knows how a time is written
    JsonEncoder(LineFormat format) {
        this.format = format;
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = factory.createGenerator(bytes)) {
            write(event, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private void write(ILoggingEvent event, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("time", format.time(event.getInstant()));
        out.writeStringField("level", EventText.level(event));
        out.writeStringField("msg", event.getFormattedMessage());
        out.writeStringField("domain", domain(event.getLoggerName()));
        out.writeStringField("pid", EventText.pid(event));
        writePairs(event, out);
        if (event.getThrowableProxy() != null) {
            out.writeStringField("stack", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        out.writeEndObject();
    }

    /// A name that is taken is not written again: readers differ in which of the two they keep.
    private static void writePairs(ILoggingEvent event, JsonGenerator out) throws IOException {
        Set<String> taken =
                new HashSet<>(Set.of("time", "level", "msg", "domain", EventText.PID, "stack"));
        for (KeyValuePair pair : EventText.pairs(event)) {
            if (taken.add(pair.key)) {
                out.writeStringField(pair.key, String.valueOf(pair.value));
            }
        }
    }

    /// `rabbitmq.connection` for `warren.connection`; `rabbitmq` for what has no category.
    private static String domain(String logger) {
        return LoggingSetup.isCategory(logger)
                ? "rabbitmq" + logger.substring(logger.indexOf('.'))
                : "rabbitmq";
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
