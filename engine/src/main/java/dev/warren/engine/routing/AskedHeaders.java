package dev.warren.engine.routing;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.engine.exchange.Headers;
import org.jspecify.annotations.Nullable;

/// What one search asks of its message: decoded once, and noted, because the result then holds for
/// this message only. Owned by the search.
final class AskedHeaders implements Headers {

    private final Headers message;
    private @Nullable FieldTable table;
    private @Nullable BasicProperties properties;
    private boolean areAsked;

    AskedHeaders(Headers message) {
        this.message = message;
    }

    boolean areAsked() {
        return areAsked;
    }

    @Override
    public FieldTable table() {
        areAsked = true;
        FieldTable known = table;
        if (known == null) {
            known = message.table();
            table = known;
        }
        return known;
    }

    @Override
    public BasicProperties properties() {
        areAsked = true;
        BasicProperties known = properties;
        if (known == null) {
            known = message.properties();
            properties = known;
        }
        return known;
    }

    @Override
    public long chance() {
        areAsked = true;
        return message.chance();
    }
}
