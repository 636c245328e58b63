package dev.warren.management.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/// Prometheus' text format 0.0.4, written to a stream as it grows. Belongs to one thread.
///
/// The reader may be slow, so nothing is held while it writes. When it has gone,
/// [UncheckedIOException].
final class Exposition {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4";

    /// So much is gathered before it is written.
    private static final int CHUNK_CHARS = 16 * 1024;

    /// Whole numbers up to here are written as such.
    private static final double WHOLE_MAX = 1e15;

    private final OutputStream out;
    private final StringBuilder text = new StringBuilder(CHUNK_CHARS + 1_024);

    Exposition(OutputStream out) {
        this.out = out;
    }

    /// Begins a family: what follows belongs to it.
    void family(String name, MetricType type, String help) {
        text.append("# TYPE ").append(name).append(' ');
        text.append(type.name().toLowerCase(Locale.ROOT)).append('\n');
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        writeWhenFull();
    }

    /// One number.
    ///
    /// @param labels as [Labels] makes them
    void sample(String name, String labels, double value) {
        text.append(name).append(labels).append(' ');
        number(value);
        text.append('\n');
        writeWhenFull();
    }

    /// One number, exactly.
    void sample(String name, String labels, long value) {
        text.append(name).append(labels).append(' ').append(value).append('\n');
        writeWhenFull();
    }

    /// A family of one number.
    void single(String name, MetricType type, String help, long value) {
        family(name, type, help);
        sample(name, Labels.NONE, value);
    }

    /// A family of one number.
    void single(String name, MetricType type, String help, double value) {
        family(name, type, help);
        sample(name, Labels.NONE, value);
    }

    private void number(double value) {
        if (Double.isInfinite(value)) {
            text.append(value > 0 ? "+Inf" : "-Inf");
        } else if (value == Math.rint(value) && Math.abs(value) < WHOLE_MAX) {
            text.append((long) value);
        } else {
            text.append(value);
        }
    }

    /// The page ends with an empty line, as RabbitMQ's does.
    void end() {
        text.append('\n');
        write();
    }

    private void writeWhenFull() {
        if (text.length() >= CHUNK_CHARS) {
            write();
        }
    }

    private void write() {
        try {
            out.write(text.toString().getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        text.setLength(0);
    }
}
