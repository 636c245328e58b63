package dev.warren.management.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Where a request comes from.
///
/// @param address of the socket's other end
/// @param isSecure whether it came by TLS
public record Peer(String address, boolean isSecure) {

    /// Nothing is looked up, because it is an address already.
    boolean isLoopback() {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
