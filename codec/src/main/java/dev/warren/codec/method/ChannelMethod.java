package dev.warren.codec.method;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.ShortString;

/// The methods of class channel: opening, closing and flow of one channel.
public sealed interface ChannelMethod extends Method {

    record Open() implements ChannelMethod {
        @Override
        public int id() {
            return MethodIds.CHANNEL_OPEN;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortString(ShortString.EMPTY);
        }
    }

    record OpenOk() implements ChannelMethod {
        @Override
        public int id() {
            return MethodIds.CHANNEL_OPEN_OK;
        }

        @Override
        public void write(MethodWriter out) {
            out.longString(Bytes.EMPTY);
        }
    }

    record Flow(boolean active) implements ChannelMethod {
        @Override
        public int id() {
            return MethodIds.CHANNEL_FLOW;
        }

        @Override
        public void write(MethodWriter out) {
            out.bit(active);
        }
    }

    record FlowOk(boolean active) implements ChannelMethod {
        @Override
        public int id() {
            return MethodIds.CHANNEL_FLOW_OK;
        }

        @Override
        public void write(MethodWriter out) {
            out.bit(active);
        }
    }

    record Close(int replyCode, ShortString replyText, int classId, int methodId)
            implements ChannelMethod {
        @Override
        public int id() {
            return MethodIds.CHANNEL_CLOSE;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortInt(replyCode).shortString(replyText).shortInt(classId).shortInt(methodId);
        }
    }

    record CloseOk() implements ChannelMethod {
        @Override
        public int id() {
            return MethodIds.CHANNEL_CLOSE_OK;
        }
    }
}
