package dev.warren.engine.auth;

import dev.warren.codec.value.ShortString;

/// A queue or an exchange by its full name, as rights and error texts speak of it.
public sealed interface Resource {

    String vhost();

    ShortString name();

    /// A queue.
    record Queue(String vhost, ShortString name) implements Resource {

        /// `queue 'q' in vhost '/'`
        @Override
        public String toString() {
            return "queue '" + name + "' in vhost '" + vhost + "'";
        }
    }

    /// An exchange.
    record Exchange(String vhost, ShortString name) implements Resource {

        /// `exchange 'x' in vhost '/'`
        @Override
        public String toString() {
            return "exchange '" + name + "' in vhost '" + vhost + "'";
        }
    }

    static Resource queue(String vhost, ShortString name) {
        return new Queue(vhost, name);
    }

    static Resource exchange(String vhost, ShortString name) {
        return new Exchange(vhost, name);
    }
}
