package dev.warren.links.remote;

import com.rabbitmq.client.SocketConfigurator;
import com.rabbitmq.client.SocketConfigurators;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// What a TLS socket asks of the other side before it connects: the name it wants to talk to, and a
/// certificate for that name or the host's where certificates are verified.
record TlsSocket(AmqpUri.Tls wanted) implements SocketConfigurator {

    @Override
    public void configure(Socket socket) throws IOException {
        SocketConfigurators.defaultConfigurator().configure(socket);
        if (socket instanceof SSLSocket secured) {
            SSLParameters parameters = secured.getSSLParameters();
            String name = wanted.serverName();
            boolean isNamed = !AmqpUri.Tls.NO_NAME.equals(name);
            if (name != null) {
                parameters.setServerNames(isNamed ? List.of(new SNIHostName(name)) : List.of());
            }
            if (wanted.verifies() && isNamed) {
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
            }
            secured.setSSLParameters(parameters);
        }
    }
}
