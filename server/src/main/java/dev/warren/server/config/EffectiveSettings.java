package dev.warren.server.config;

import dev.warren.server.config.ServerConfiguration.Listener;
import dev.warren.server.config.ServerConfiguration.Management;
import dev.warren.server.config.ServerConfiguration.MetricsDoor;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The settings in effect, as a configuration file would say them: what was written, the defaults
/// of the other keys, and what follows for whole families of which nobody wrote one.
///
/// A node that is started with these lines alone does the same, but for passwords, which are
/// hidden. A key that is not in it is not set. Owned by the one loading that makes it.
final class EffectiveSettings {

    static final String HIDDEN = "********";

    /// Whose default counts for nothing once the other is written.
    private static final Map<Setting<?>, Setting<?>> STRONGER =
            Map.of(
                    ResourceSettings.DISK_FREE_ABSOLUTE, ResourceSettings.DISK_FREE_RELATIVE,
                    NetworkSettings.CONNECTION_MAX, NetworkSettings.MAX_CONNECTIONS,
                    ClientSettings.CHANNEL_MAX, ClientSettings.CHANNELS_PER_CONNECTION);

    /// A user with a password in an address.
    private static final Pattern LOGIN_IN_ADDRESS = Pattern.compile("//[^/@\\s]*@");

    private final Values values;
    private final Machine machine;
    private final SortedMap<String, String> texts = new TreeMap<>();

    private EffectiveSettings(Values values, Machine machine) {
        this.values = values;
        this.machine = machine;
    }

    /// By key.
    static SortedMap<String, String> of(Values values, Machine machine) {
        var effective = new EffectiveSettings(values, machine);
        Settings.ALL.forEach(effective::addDefault);
        effective.addImplied();
        values.written().forEach(effective::addWritten);
        return effective.texts;
    }

    private void addWritten(String key, Values.Written written) {
        texts.put(key, shown(written.setting(), written.text()));
    }

    private void addDefault(Setting<?> setting) {
        Setting<?> stronger = STRONGER.get(setting);
        if (setting.fallback() != null && (stronger == null || !values.isWritten(stronger))) {
            texts.put(setting.name(), shown(setting, setting.fallbackText()));
        }
    }

    private void addImplied() {
        var network = NetworkSettings.assemble(values, machine.cores());
        if (!NetworkSettings.namesListeners(values)) {
            network.listeners()
                    .forEach(listener ->
                            texts.put("listeners.tcp." + listener.name(), port(listener)));
        }
        texts.put(NetworkSettings.LANES.name(), String.valueOf(network.lanes().count()));
        var names = NodeSettings.assemble(values, machine).names();
        texts.put(NodeSettings.NODE_NAME.name(), names.node());
        texts.put(NodeSettings.CLUSTER_NAME.name(), names.cluster());
        if (!values.isWritten(ResourceSettings.MEMORY_ABSOLUTE)) {
            texts.put(
                    ResourceSettings.MEMORY_RELATIVE.name(),
                    String.valueOf(ResourceSettings.MEMORY_SHARE));
        }
        addLogins(LoginSettings.assemble(values));
        addHttp();
    }

    private void addLogins(ServerConfiguration.Login login) {
        if (!values.isWritten(LoginSettings.AUTH_MECHANISMS)) {
            for (int i = 0; i < login.mechanisms().size(); i++) {
                texts.put("auth_mechanisms." + (i + 1), login.mechanisms().get(i));
            }
        }
        if (!BackendSettings.namesChain(values)) {
            texts.put("auth_backends.1", "internal");
        }
        if (!values.isWritten(LoginSettings.DEFAULT_USER_TAGS)) {
            login.defaultUser()
                    .tags()
                    .forEach(tag -> texts.put("default_user_tags." + tag, "true"));
        }
        login.loopbackUsers()
                .forEach(user -> texts.put("loopback_users." + KeyPattern.word(user), "true"));
    }

    private void addHttp() {
        Management api = ManagementSettings.assemble(values);
        if (!values.isWritten(ManagementSettings.LISTENER_PORT)) {
            addPort(ManagementSettings.TCP_PORT, api.plain());
        }
        if (!values.get(ManagementSettings.LISTENER_SSL)) {
            addPort(ManagementSettings.SSL_PORT, secured(api));
        }
        MetricsDoor metrics = MonitoringSettings.assemble(values).metrics();
        texts.put(MonitoringSettings.PROMETHEUS.name(), String.valueOf(metrics != null));
        if (metrics != null) {
            addPort(MonitoringSettings.TCP_PORT, metrics.where().plain());
            addPort(MonitoringSettings.SSL_PORT, secured(metrics.where()));
        }
    }

    private void addPort(Setting<Integer> key, @Nullable Listener listener) {
        if (listener != null) {
            texts.put(key.name(), port(listener));
        }
    }

    private static @Nullable Listener secured(Management where) {
        return where.tls() == null ? null : where.tls().listener();
    }

    private static String port(Listener listener) {
        return String.valueOf(listener.endpoint().port());
    }

    private static String shown(Setting<?> setting, String text) {
        return setting.type().isSecret()
                ? HIDDEN
                : quoted(LOGIN_IN_ADDRESS.matcher(text).replaceAll("//" + HIDDEN + "@"));
    }

    /// Where a bare value would be read otherwise.
    private static String quoted(String text) {
        boolean isBare = !text.contains("#") && !text.contains("$(") && !text.startsWith("'");
        return isBare ? text : "'" + text + "'";
    }
}
