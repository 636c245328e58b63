package dev.warren.server.tls;

import dev.warren.server.config.TlsOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who a node is at one kind of door: makes the server's side of each handshake, with the material
/// of the moment. Any thread; [#reload] one at a time.
public final class TlsIdentity {

    private static final Logger LOG = LoggerFactory.getLogger(TlsIdentity.class);

    private final TlsOptions options;
    private volatile Ready ready;

    private record Ready(
            SSLContext context, SSLParameters parameters, Instant expires, List<String> warnings) {}

    private TlsIdentity(TlsOptions options, Ready ready) {
        this.options = options;
        this.ready = ready;
    }

    /// Reads the files. Throws when they cannot be used, with a text for whoever wrote the
    /// configuration.
    public static TlsIdentity load(TlsOptions options) throws TlsException {
        return new TlsIdentity(options, ready(options));
    }

    private static Ready ready(TlsOptions options) throws TlsException {
        TlsMaterial.Loaded loaded = new TlsMaterial(options).load();
        TlsChoices choices = TlsChoices.of(options, loaded.context());
        List<String> warnings = new ArrayList<>(choices.warnings());
        warnings.addAll(loaded.warnings());
        return new Ready(loaded.context(), choices.parameters(), loaded.expires(), warnings);
    }

    /// What a person should read about the options and the certificate; for the log.
    public List<String> warnings() {
        return List.copyOf(ready.warnings());
    }

    /// When the certificate of the moment expires.
    public Instant expires() {
        return ready.expires();
    }

    /// Where the certificate was read.
    public Path certificateFile() {
        return files().getFirst();
    }

    /// The server's side of one handshake.
    public SSLEngine newEngine() {
        Ready now = ready;
        SSLEngine engine = now.context().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(now.parameters());
        return engine;
    }

    /// The context of the moment, for who needs one to begin with.
    public SSLContext context() {
        return ready.context();
    }

    /// Reads the files anew, for connections that come from now on. What cannot be used changes
    /// nothing and is logged.
    public void reload() {
        try {
            ready = ready(options);
            LOG.info("new certificates for {} are in use", options.prefix());
            warnings().forEach(warning -> LOG.warn("{}", warning));
        } catch (TlsException e) {
            LOG.error("changed files are not used, the ones before stay: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("changed files are not used, the ones before stay", e);
        }
    }

    /// What it was made from.
    List<Path> files() {
        TlsOptions.Files files = options.files();
        List<Path> named = new ArrayList<>();
        add(named, files.certificates());
        add(named, files.key());
        add(named, files.authorities());
        return named;
    }

    private static void add(List<Path> named, @Nullable Path file) {
        if (file != null) {
            named.add(file);
        }
    }
}
