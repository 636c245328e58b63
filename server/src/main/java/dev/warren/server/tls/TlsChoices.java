package dev.warren.server.tls;

import dev.warren.server.config.TlsOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/// What a server's side of a handshake may agree on: versions, cipher suites, whose order counts,
/// whether the client is asked for a certificate. Pure.
///
/// @param warnings what of the options is left aside
record TlsChoices(SSLParameters parameters, List<String> warnings) {

    /// The versions that are agreed on. Older ones are broken, and refused by Java too.
    private static final Map<String, String> VERSIONS =
            Map.of("tlsv1.3", "TLSv1.3", "tlsv1.2", "TLSv1.2");

    static TlsChoices of(TlsOptions options, SSLContext context) throws TlsException {
        List<String> warnings = new ArrayList<>();
        TlsOptions.Choice choice = options.choice();
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(versions(options, warnings).toArray(String[]::new));
        if (!choice.ciphers().isEmpty()) {
            parameters.setCipherSuites(ciphers(options, context, warnings).toArray(String[]::new));
        }
        parameters.setUseCipherSuitesOrder(choice.isServersOrder());
        if (options.peers().mustAnswer()) {
            parameters.setNeedClientAuth(true);
        } else {
            parameters.setWantClientAuth(options.peers().areAsked());
        }
        return new TlsChoices(parameters, warnings);
    }

    private static List<String> versions(TlsOptions options, List<String> warnings)
            throws TlsException {
        List<String> named = options.choice().versions();
        if (named.isEmpty()) {
            return List.of("TLSv1.3", "TLSv1.2");
        }
        List<String> known = new ArrayList<>();
        for (String name : named) {
            String version = VERSIONS.get(name);
            if (version == null) {
                warnings.add(
                        "'%s': %s is too old and is not spoken"
                                .formatted(options.key("versions"), name));
            } else {
                known.add(version);
            }
        }
        if (known.isEmpty()) {
            throw new TlsException(
                    options.key("versions"), "neither tlsv1.3 nor tlsv1.2 is among them");
        }
        return known;
    }

    private static List<String> ciphers(
            TlsOptions options, SSLContext context, List<String> warnings) throws TlsException {
        List<String> supported = List.of(context.getSupportedSSLParameters().getCipherSuites());
        List<String> known = new ArrayList<>();
        for (String name : options.choice().ciphers()) {
            String suite = CipherNames.standard(name);
            if (supported.contains(suite)) {
                known.add(suite);
            } else {
                warnings.add(
                        "'%s': this Java has no cipher suite %s"
                                .formatted(options.key("ciphers"), name));
            }
        }
        if (known.isEmpty()) {
            throw new TlsException(
                    options.key("ciphers"), "this Java has none of these cipher suites");
        }
        return known;
    }
}
