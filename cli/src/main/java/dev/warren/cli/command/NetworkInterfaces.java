package dev.warren.cli.command;

import static dev.warren.cli.command.Command.diagnostics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Refused;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The network interfaces of this machine, which is the node's.
final class NetworkInterfaces {

    private NetworkInterfaces() {}

    static List<Command> commands() {
        return List.of(
                diagnostics(
                        "list_network_interfaces",
                        "",
                        0,
                        "Lists network interfaces (NICs) on the target node",
                        "Asking node {node} to report its network interfaces ...",
                        NetworkInterfaces::list));
    }

    private static Outcome list(Call call) {
        call.api().get("whoami");
        ObjectNode json = Call.object();
        ObjectNode shown = json.putObject("interfaces");
        StringBuilder text = new StringBuilder();
        all().forEach((name, facts) -> {
            text.append("\033[1mInterface ").append(name).append("\033[0m\n\n");
            ObjectNode one = shown.putObject(name);
            for (Fact fact : facts) {
                text.append(fact.name()).append(": ").append(fact.value()).append('\n');
                one.withArray(fact.name()).add(fact.value());
            }
            text.append("\n\n");
        });
        json.put("message", "Node " + call.node() + " reported network interfaces");
        return new Outcome.Said(text.toString().stripTrailing(), json.put("result", "ok"), null);
    }

    private record Fact(String name, String value) {}

    private static Map<String, List<Fact>> all() {
        Map<String, List<Fact>> all = new LinkedHashMap<>();
        try {
            List<NetworkInterface> there =
                    NetworkInterface.networkInterfaces()
                            .sorted(Comparator.comparing(NetworkInterface::getName))
                            .toList();
            for (NetworkInterface one : there) {
                all.put(one.getName(), facts(one));
            }
        } catch (SocketException e) {
            throw Refused.error(ExitStatus.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
        return all;
    }

    private static List<Fact> facts(NetworkInterface one) throws SocketException {
        List<Fact> facts = new ArrayList<>();
        byte[] hardware = one.getHardwareAddress();
        if (hardware != null) {
            HexFormat hex = HexFormat.ofDelimiter(":").withUpperCase();
            facts.add(new Fact("hwaddr", hex.formatHex(hardware)));
        }
        for (InterfaceAddress address : one.getInterfaceAddresses()) {
            String plain = address.getAddress().getHostAddress().replaceFirst("%.*", "");
            facts.add(new Fact("addr", plain + "/" + address.getNetworkPrefixLength()));
        }
        facts.add(new Fact("flags", flags(one)));
        return facts;
    }

    private static String flags(NetworkInterface one) throws SocketException {
        List<String> flags = new ArrayList<>();
        if (one.isUp()) {
            flags.add("up");
        }
        if (one.isLoopback()) {
            flags.add("loopback");
        }
        if (one.isPointToPoint()) {
            flags.add("pointtopoint");
        }
        if (one.supportsMulticast()) {
            flags.add("multicast");
        }
        return String.join(", ", flags);
    }
}
