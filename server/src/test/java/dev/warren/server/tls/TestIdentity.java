package dev.warren.server.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A key with a certificate that it has signed itself, made by `keytool`, valid for two days.
record TestIdentity(Key key, X509Certificate certificate) {

    private static final String PASSWORD = "only for tests";

    static TestIdentity make(Path directory, String name, String... more) throws Exception {
        return make(directory, List.of("-keyalg", "EC", "-groupname", "secp256r1"), name, more);
    }

    static TestIdentity makeRsa(Path directory, String name) throws Exception {
        return make(directory, List.of("-keyalg", "RSA", "-keysize", "2048"), name);
    }

    private static TestIdentity make(Path directory, List<String> key, String name, String... more)
            throws Exception {
        Path store = Files.createTempDirectory(directory, "keys").resolve("store.p12");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(List.of("-genkeypair", "-alias", "one", "-dname", name, "-validity", "2"));
        command.addAll(key);
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", PASSWORD));
        command.addAll(List.of(more));
        run(command);
        return read(store);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("keytool failed: " + said);
        }
    }

    private static TestIdentity read(Path store) throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new TestIdentity(
                keys.getKey("one", PASSWORD.toCharArray()),
                (X509Certificate) keys.getCertificate("one"));
    }

    String certificatePem() throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    static String pem(String label, byte[] bytes) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(
                        label,
                        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes),
                        label);
    }
}
