package dev.warren.perf.client;

import dev.warren.codec.method.ChannelMethod;
import dev.warren.codec.method.ConnectionMethod;
import dev.warren.codec.method.Method;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import java.util.List;

/// A client's half of the opening of a connection with one channel. Pure.
final class Handshake {

    private static final ShortString PLAIN = ShortString.of("PLAIN");
    private static final ShortString LOCALE = ShortString.of("en_US");

    private Handshake() {}

    /// What to answer; nothing when the method is none of the handshake.
    static List<Method> answers(Target target, Method method) {
        return switch (method) {
            case ConnectionMethod.Start _ -> List.of(startOk(target));
            case ConnectionMethod.Tune tune ->
                    List.of(
                            new ConnectionMethod.TuneOk(tune.channelMax(), tune.frameMax(), 0),
                            new ConnectionMethod.Open(ShortString.of(target.vhost())));
            case ConnectionMethod.OpenOk _ -> List.of(new ChannelMethod.Open());
            default -> List.of();
        };
    }

    private static Method startOk(Target target) {
        return new ConnectionMethod.StartOk(
                FieldTable.EMPTY
                        .with("product", "Warren perf")
                        .with("capabilities", new FieldValue.Table(capabilities())),
                PLAIN,
                Bytes.of("\0" + target.user() + "\0" + target.password()),
                LOCALE);
    }

    private static FieldTable capabilities() {
        return FieldTable.EMPTY
                .with("publisher_confirms", true)
                .with("basic.nack", true)
                .with("connection.blocked", true)
                .with("authentication_failure_close", true);
    }
}
