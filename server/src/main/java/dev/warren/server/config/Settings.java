package dev.warren.server.config;

import java.util.List;
import java.util.stream.Stream;

/// The registry: every key that we use, with its type, its default and what it means.
///
/// It has a part for each part of a [ServerConfiguration]. A part holds its keys, lists them in
/// `ALL`, and says in `assemble` what they mean together. A new key is a constant of the part it
/// belongs to, its place in the list, and its use in `assemble`. Names and defaults are RabbitMQ
/// 4.2's; keys of our own begin with `warren.`, except `data_dir`.
final class Settings {

    static final List<Setting<?>> ALL =
            Stream.of(
                            NetworkSettings.ALL,
                            SocketSettings.ALL,
                            TlsSettings.ALL,
                            LoginSettings.ALL,
                            NewVhostSettings.ALL,
                            TopologyLimitSettings.ALL,
                            BackendSettings.ALL,
                            ClientSettings.ALL,
                            ResourceSettings.ALL,
                            InterceptorSettings.ALL,
                            EventSettings.ALL,
                            ManagementSettings.ALL,
                            ManagementAccessSettings.ALL,
                            MonitoringSettings.ALL,
                            TracingSettings.ALL,
                            LogSettings.ALL,
                            NodeSettings.ALL)
                    .<Setting<?>>flatMap(List::stream)
                    .toList();

    private Settings() {}

    static ServerConfiguration assemble(Values values, Machine machine) {
        return new ServerConfiguration(
                NodeSettings.assemble(values, machine),
                NetworkSettings.assemble(values, machine.cores()),
                ClientSettings.assemble(values),
                LoginSettings.assemble(values),
                NewVhostSettings.assemble(values),
                TopologyLimitSettings.assemble(values),
                ResourceSettings.assemble(values),
                InterceptorSettings.assemble(values),
                LogSettings.assemble(values),
                EventSettings.assemble(values),
                ManagementSettings.assemble(values),
                ManagementAccessSettings.assemble(values),
                MonitoringSettings.assemble(values),
                TracingSettings.assemble(values),
                EffectiveSettings.of(values, machine));
    }
}
