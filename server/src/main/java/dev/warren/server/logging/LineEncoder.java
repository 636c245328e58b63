package dev.warren.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/// Hands logback the bytes of a line.
final class LineEncoder extends EncoderBase<ILoggingEvent> {

    private final LineFormat format;

    LineEncoder(LineFormat format) {
        this.format = format;
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return format.format(
                        event.getInstant(),
                        EventText.level(event),
                        EventText.pid(event),
                        EventText.text(event))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
