package dev.warren.links.remote;

import java.io.IOException;
import javax.net.ssl.SSLContext;

/// Makes the client's side of TLS from what a URI names.
@FunctionalInterface
public interface ClientTls {

    /// Reads the files. The text of what it throws is shown to people and has no secrets in it.
    SSLContext context(AmqpUri.Tls tls) throws IOException;
}
