package dev.warren.server;

import dev.warren.server.config.Machine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How this machine is called. No name server is asked: a start must not wait for one.
final class MachineNames {

    /// Where Linux says it; read, because asking Java may ask the network.
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private static final Path HOSTS = Path.of("/etc/hosts");

    /// The last resort, and what a machine is called whose name no node can have.
    private static final String LOCALHOST = "localhost";

    private static final Pattern USUAL = Pattern.compile("[A-Za-z0-9_.-]{1,200}");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private MachineNames() {}

    static Machine machine() {
        String own = own();
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                withoutDomain(own),
                withDomain(own, hosts()));
    }

    private static String own() {
        String name = kernelOrNull();
        String known = name == null ? resolved() : name;
        return USUAL.matcher(known).matches() && !known.startsWith(".") ? known : LOCALHOST;
    }

    private static @Nullable String kernelOrNull() {
        try {
            return Files.readString(KERNEL).strip();
        } catch (IOException ignoredThisIsNoLinux) {
            return null;
        }
    }

    private static String resolved() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException ignoredItHasNoName) {
            return LOCALHOST;
        }
    }

    private static List<String> hosts() {
        try {
            return Files.readAllLines(HOSTS);
        } catch (IOException ignoredThereIsNone) {
            return List.of();
        }
    }

    static String withoutDomain(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /// The name itself where it has a domain, or the one that the lines of `/etc/hosts` give it.
    static String withDomain(String name, List<String> hosts) {
        return name.contains(".")
                ? name
                : hosts.stream()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .map(line -> Arrays.asList(SPACES.split(line)))
                        .filter(words -> words.contains(name))
                        .flatMap(List::stream)
                        .filter(word ->
                                word.startsWith(name + ".") && USUAL.matcher(word).matches())
                        .findFirst()
                        .orElse(name);
    }
}
