package dev.warren.links.federation;

import java.util.Objects;

/// Under which tag a link consumes.
final class Tags {

    private Tags() {}

    static String of(Upstream upstream) {
        return Objects.requireNonNullElse(
                upstream.source().consumerTag(), "federation-link-" + upstream.name());
    }
}
