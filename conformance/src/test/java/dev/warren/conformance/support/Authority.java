package dev.warren.conformance.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A certificate authority for one chapter, made with the JDK's `keytool` in a directory of its
/// own.
public final class Authority {
    public static final String PASSWORD = "only for tests";
    private static final int KEYTOOL_SECONDS_MAX = 60;

    private final Path directory;
    private final Path store;
    private final Path certificate;

    /// What a server or a client shows: files in PEM.
    ///
    /// @param store the same in PKCS#12, with the alias `own`
    public record Identity(Path certificate, Path key, Path store) {}

    private Authority(Path directory, Path store, Path certificate) {
        this.directory = directory;
        this.store = store;
        this.certificate = certificate;
    }

    public static Authority make(Path parent, String name) throws Exception {
        var directory = Files.createTempDirectory(parent, "authority");
        var store = directory.resolve("authority.p12");
        generate(store, "CN=" + name, List.of("-ext", "bc:c"));
        var certificate = directory.resolve("authority.pem");
        Files.write(certificate, keytool(store, "-exportcert", List.of("-rfc"), new byte[0]));
        return new Authority(directory, store, certificate);
    }

    /// Its own certificate, for who trusts it.
    public Path certificate() {
        return certificate;
    }

    /// A server at 127.0.0.1.
    public Identity server(String name) throws Exception {
        return issue(name, "CN=" + name, "san=ip:127.0.0.1,dns:localhost");
    }

    /// Settings of a broker that shows this to AMQP clients over TLS, on any port of the loopback,
    /// and lets them in by a certificate of this authority instead of a password.
    public Map<String, String> loginByCertificate(Identity own) {
        var settings = new HashMap<String, String>();
        settings.put("listeners.ssl.default", "127.0.0.1:0");
        settings.put("ssl_options.certfile", own.certificate().toString());
        settings.put("ssl_options.keyfile", own.key().toString());
        settings.put("ssl_options.cacertfile", certificate.toString());
        settings.put("ssl_options.verify", "verify_peer");
        settings.put("ssl_cert_login_from", "common_name");
        settings.put("auth_mechanisms.1", "PLAIN");
        settings.put("auth_mechanisms.2", "EXTERNAL");
        return settings;
    }

    /// @param distinguishedName `CN=ann, O=Warren`
    /// @param extension `san=dns:ann.example`
    public Identity issue(String name, String distinguishedName, String extension)
            throws Exception {
        var own = directory.resolve(name + ".p12");
        generate(own, distinguishedName, List.of());
        var asked = keytool(own, "-certreq", List.of(), new byte[0]);
        var issued =
                keytool(
                        store,
                        "-gencert",
                        List.of("-rfc", "-validity", "2", "-ext", extension),
                        asked);
        var pem = Files.write(directory.resolve(name + ".pem"), issued);
        var key = Files.writeString(directory.resolve(name + ".key"), keyOf(own));
        return new Identity(pem, key, own);
    }

    private static void generate(Path store, String distinguishedName, List<String> more)
            throws Exception {
        var options = new ArrayList<>(List.of("-dname", distinguishedName, "-validity", "2"));
        options.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        options.addAll(more);
        keytool(store, "-genkeypair", options, new byte[0]);
    }

    private static String keyOf(Path store) throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var bytes = keys.getKey("own", PASSWORD.toCharArray()).getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END PRIVATE KEY-----\n";
    }

    /// Runs one command of `keytool` and returns what it prints.
    private static byte[] keytool(Path store, String verb, List<String> options, byte[] input)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(List.of(verb, "-alias", "own", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        command.addAll(options);
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var out = process.getOutputStream()) {
            out.write(input);
        }
        var printed = process.getInputStream().readAllBytes();
        if (!process.waitFor(KEYTOOL_SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(
                    verb + " failed: " + new String(printed, StandardCharsets.UTF_8));
        }
        return printed;
    }
}
