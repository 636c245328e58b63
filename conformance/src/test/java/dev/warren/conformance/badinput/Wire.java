package dev.warren.conformance.badinput;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Bytes as AMQP 0-9-1 lays them out, with nothing checked. Owned by the test that builds it.
final class Wire {
    static final int METHOD = 1;
    static final int HEADER = 2;
    static final int BODY = 3;
    static final int FRAME_END = 0xCE;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// A frame of any type, well formed:
    ///
    ///     type:1  channel:2  size:4  payload:size  end:1
    static byte[] frame(int type, int channel, byte[] payload) {
        return new Wire().u8(type).u16(channel).longString(payload).u8(FRAME_END).bytes();
    }

    /// The first seven bytes of a frame, whose payload may never come.
    static byte[] frameStart(int type, int channel, long size) {
        return new Wire().u8(type).u16(channel).u32(size).bytes();
    }

    static byte[] method(int channel, int classId, int methodId, byte[] arguments) {
        return frame(METHOD, channel, new Wire().u16(classId).u16(methodId).raw(arguments).bytes());
    }

    static byte[] contentHeader(int channel, long bodySize, int flags, byte[] properties) {
        var payload = new Wire().u16(60).u16(0).u64(bodySize).u16(flags).raw(properties);
        return frame(HEADER, channel, payload.bytes());
    }

    /// A field table with a table in it with a table in it, and so on.
    static byte[] nestedTable(int depth) {
        var table = new byte[0];
        for (int i = 0; i < depth; i++) {
            table = new Wire().shortString("k").u8('F').longString(table).bytes();
        }
        return table;
    }

    Wire u8(long value) {
        out.write((int) value);
        return this;
    }

    Wire u16(long value) {
        return u8(value >>> 8).u8(value);
    }

    Wire u32(long value) {
        return u16(value >>> 16).u16(value);
    }

    Wire u64(long value) {
        return u32(value >>> 32).u32(value);
    }

    Wire raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Wire shortString(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return u8(bytes.length).raw(bytes);
    }

    Wire longString(byte[] bytes) {
        return u32(bytes.length).raw(bytes);
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
