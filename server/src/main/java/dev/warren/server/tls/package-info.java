/// TLS for the doors of a node: from PEM files to the server's side of handshakes, and again when
/// the files have changed.
///
/// [TlsIdentity] is what a door holds. Below it are [TlsMaterial], which reads the files, and
/// [PrivateKeys] and [CipherNames], which are pure. Nobody here knows sockets.
@NullMarked
package dev.warren.server.tls;

import org.jspecify.annotations.NullMarked;
