package dev.warren.engine.exchange;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The header in which a federated message carries the brokers that it has come through, newest
/// first: what keeps it from going round for ever. Pure.
public final class ReceivedFrom {

    /// An array of tables.
    public static final String HEADER = "x-received-from";

    public static final String CLUSTER = "cluster-name";
    public static final String VHOST = "vhost";

    private ReceivedFrom() {}

    /// Whether a message may go on to a downstream broker: it has not come so far yet, and not
    /// through the same virtual host of that broker.
    ///
    /// @param hopsMax from how many brokers it may have been received
    /// @param cluster the downstream broker's; null if that has not said
    /// @param vhost the downstream virtual host; null if that is not known
    public static boolean mayGoOn(
            FieldTable headers, long hopsMax, @Nullable String cluster, @Nullable String vhost) {
        if (!(headers.get(HEADER) instanceof Array(List<FieldValue> stations))) {
            return true;
        }
        return stations.size() < hopsMax
                && stations.stream().noneMatch(station -> isAt(station, cluster, vhost));
    }

    private static boolean isAt(
            FieldValue station, @Nullable String cluster, @Nullable String vhost) {
        return cluster != null
                && station instanceof Table(FieldTable table)
                && cluster.equals(textOrNull(table, CLUSTER))
                && (vhost == null || !table.has(VHOST) || vhost.equals(textOrNull(table, VHOST)));
    }

    /// The text under a name; null when there is none.
    public static @Nullable String textOrNull(FieldTable table, String name) {
        return table.get(name) instanceof LongText text ? text.text() : null;
    }
}
