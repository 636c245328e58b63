package dev.warren.codec.method;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;

/// The methods of class connection: login, tuning and the end of a connection. Always on channel 0.
public sealed interface ConnectionMethod extends Method {

    record Start(
            int versionMajor,
            int versionMinor,
            FieldTable serverProperties,
            Bytes mechanisms,
            Bytes locales)
            implements ConnectionMethod {
        @Override
        public int id() {
            return MethodIds.CONNECTION_START;
        }

        @Override
        public void write(MethodWriter out) {
            out.octet(versionMajor)
                    .octet(versionMinor)
                    .table(serverProperties)
                    .longString(mechanisms)
                    .longString(locales);
        }
    }

    record StartOk(
            FieldTable clientProperties, ShortString mechanism, Bytes response, ShortString locale)
            implements ConnectionMethod {
        @Override
        public int id() {
            return MethodIds.CONNECTION_START_OK;
        }

        @Override
        public void write(MethodWriter out) {
            out.table(clientProperties)
                    .shortString(mechanism)
                    .longString(response)
                    .shortString(locale);
        }
    }

    record Secure(Bytes challenge) implements ConnectionMethod {
        @Override
        public int id() {
            return MethodIds.CONNECTION_SECURE;
        }

        @Override
        public void write(MethodWriter out) {
            out.longString(challenge);
        }
    }

    record SecureOk(Bytes response) implements ConnectionMethod {
        @Override
        public int id() {
            return MethodIds.CONNECTION_SECURE_OK;
        }

        @Override
        public void write(MethodWriter out) {
            out.longString(response);
        }
    }

    record Tune(int channelMax, long frameMax, int heartbeat) implements ConnectionMethod {
        @Override
        public int id() {
            return MethodIds.CONNECTION_TUNE;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortInt(channelMax).longInt(frameMax).shortInt(heartbeat);
        }
    }

    record TuneOk(int channelMax, long frameMax, int heartbeat) implements ConnectionMethod {
        @Override
        public int id() {
            return MethodIds.CONNECTION_TUNE_OK;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortInt(channelMax).longInt(frameMax).shortInt(heartbeat);
        }
    }

    record Open(ShortString virtualHost) implements ConnectionMethod {
        @Override
        public int id() {
            return MethodIds.CONNECTION_OPEN;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortString(virtualHost).shortString(ShortString.EMPTY).bit(false);
        }
    }

    record OpenOk() implements ConnectionMethod {
        @Override
        public int id() {
            return MethodIds.CONNECTION_OPEN_OK;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortString(ShortString.EMPTY);
        }
    }

    record Close(int replyCode, ShortString replyText, int classId, int methodId)
            implements ConnectionMethod {
        @Override
        public int id() {
            return MethodIds.CONNECTION_CLOSE;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortInt(replyCode).shortString(replyText).shortInt(classId).shortInt(methodId);
        }
    }

    record CloseOk() implements ConnectionMethod {
        @Override
        public int id() {
            return MethodIds.CONNECTION_CLOSE_OK;
        }
    }

    record Blocked(ShortString reason) implements ConnectionMethod {
        @Override
        public int id() {
            return MethodIds.CONNECTION_BLOCKED;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortString(reason);
        }
    }

    record Unblocked() implements ConnectionMethod {
        @Override
        public int id() {
            return MethodIds.CONNECTION_UNBLOCKED;
        }
    }

    record UpdateSecret(Bytes newSecret, ShortString reason) implements ConnectionMethod {
        @Override
        public int id() {
            return MethodIds.CONNECTION_UPDATE_SECRET;
        }

        @Override
        public void write(MethodWriter out) {
            out.longString(newSecret).shortString(reason);
        }
    }

    record UpdateSecretOk() implements ConnectionMethod {
        @Override
        public int id() {
            return MethodIds.CONNECTION_UPDATE_SECRET_OK;
        }
    }
}
