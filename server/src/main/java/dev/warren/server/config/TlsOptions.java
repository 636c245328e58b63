package dev.warren.server.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How one kind of door is protected: what `ssl_options.*` or `management.ssl.*` say.
///
/// @param prefix of the keys, for error texts: `ssl_options`
public record TlsOptions(String prefix, Files files, Peers peers, Choice choice) {

    /// Where the material is, all in PEM. `certificates` begins with the server's own.
    public record Files(
            @Nullable Path certificates,
            @Nullable Path key,
            @Nullable Secret password,
            @Nullable Path authorities) {}

    /// Whether clients are asked for certificates, whether they must have one, and how many
    /// authorities may stand between theirs and a trusted one.
    public record Peers(boolean areAsked, boolean mustAnswer, int depth) {}

    /// What may be agreed on, each in order of preference; empty for what Java prefers.
    public record Choice(List<String> versions, List<String> ciphers, boolean isServersOrder) {
        public Choice {
            versions = List.copyOf(versions);
            ciphers = List.copyOf(ciphers);
        }
    }

    /// The key with this name: `ssl_options.certfile`.
    public String key(String name) {
        return prefix + "." + name;
    }
}
