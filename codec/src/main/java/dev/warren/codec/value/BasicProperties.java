package dev.warren.codec.value;

import org.jspecify.annotations.Nullable;

/// The properties of a message, in the order in which class basic of AMQP 0-9-1 lists them. A
/// property that the publisher left out is null, which is not the same as empty or zero.
///
/// Fourteen components, because the protocol has fourteen; [#builder()] and the `with` methods name
/// them.
public record BasicProperties(
        @Nullable ShortString contentType,
        @Nullable ShortString contentEncoding,
        @Nullable FieldTable headers,
        @Nullable Integer deliveryMode,
        @Nullable Integer priority,
        @Nullable ShortString correlationId,
        @Nullable ShortString replyTo,
        @Nullable ShortString expiration,
        @Nullable ShortString messageId,
        @Nullable Long timestamp,
        @Nullable ShortString type,
        @Nullable ShortString userId,
        @Nullable ShortString appId,
        @Nullable ShortString clusterId) {

    /// The delivery mode of a message that survives a restart in a durable queue.
    public static final int PERSISTENT = 2;

    public static final BasicProperties EMPTY = new Builder().build();

    public static Builder builder() {
        return new Builder();
    }

    /// A builder that begins with these properties.
    public Builder toBuilder() {
        var builder = new Builder();
        builder.contentType = contentType;
        builder.contentEncoding = contentEncoding;
        builder.headers = headers;
        builder.deliveryMode = deliveryMode;
        builder.priority = priority;
        builder.correlationId = correlationId;
        builder.replyTo = replyTo;
        builder.expiration = expiration;
        builder.messageId = messageId;
        builder.timestamp = timestamp;
        builder.type = type;
        builder.userId = userId;
        builder.appId = appId;
        builder.clusterId = clusterId;
        return builder;
    }

    public boolean isPersistent() {
        return deliveryMode != null && deliveryMode == PERSISTENT;
    }

    public BasicProperties withHeaders(@Nullable FieldTable changed) {
        return toBuilder().headers(changed).build();
    }

    public BasicProperties withDeliveryMode(@Nullable Integer changed) {
        return toBuilder().deliveryMode(changed).build();
    }

    public BasicProperties withPriority(@Nullable Integer changed) {
        return toBuilder().priority(changed).build();
    }

    public BasicProperties withCorrelationId(@Nullable ShortString changed) {
        return toBuilder().correlationId(changed).build();
    }

    public BasicProperties withReplyTo(@Nullable ShortString changed) {
        return toBuilder().replyTo(changed).build();
    }

    public BasicProperties withExpiration(@Nullable ShortString changed) {
        return toBuilder().expiration(changed).build();
    }

    public BasicProperties withUserId(@Nullable ShortString changed) {
        return toBuilder().userId(changed).build();
    }

    /// Collects properties. Null takes one away.
    public static final class Builder {

        private @Nullable ShortString contentType;
        private @Nullable ShortString contentEncoding;
        private @Nullable FieldTable headers;
        private @Nullable Integer deliveryMode;
        private @Nullable Integer priority;
        private @Nullable ShortString correlationId;
        private @Nullable ShortString replyTo;
        private @Nullable ShortString expiration;
        private @Nullable ShortString messageId;
        private @Nullable Long timestamp;
        private @Nullable ShortString type;
        private @Nullable ShortString userId;
        private @Nullable ShortString appId;
        private @Nullable ShortString clusterId;

        private Builder() {}

        public Builder contentType(@Nullable ShortString value) {
            contentType = value;
            return this;
        }

        public Builder contentEncoding(@Nullable ShortString value) {
            contentEncoding = value;
            return this;
        }

        public Builder headers(@Nullable FieldTable value) {
            headers = value;
            return this;
        }

        public Builder deliveryMode(@Nullable Integer value) {
            deliveryMode = value;
            return this;
        }

        public Builder priority(@Nullable Integer value) {
            priority = value;
            return this;
        }

        public Builder correlationId(@Nullable ShortString value) {
            correlationId = value;
            return this;
        }

        public Builder replyTo(@Nullable ShortString value) {
            replyTo = value;
            return this;
        }

        public Builder expiration(@Nullable ShortString value) {
            expiration = value;
            return this;
        }

        public Builder messageId(@Nullable ShortString value) {
            messageId = value;
            return this;
        }

        public Builder timestamp(@Nullable Long value) {
            timestamp = value;
            return this;
        }

        public Builder type(@Nullable ShortString value) {
            type = value;
            return this;
        }

        public Builder userId(@Nullable ShortString value) {
            userId = value;
            return this;
        }

        public Builder appId(@Nullable ShortString value) {
            appId = value;
            return this;
        }

        public Builder clusterId(@Nullable ShortString value) {
            clusterId = value;
            return this;
        }

        public BasicProperties build() {
            return new BasicProperties(
                    contentType,
                    contentEncoding,
                    headers,
                    deliveryMode,
                    priority,
                    correlationId,
                    replyTo,
                    expiration,
                    messageId,
                    timestamp,
                    type,
                    userId,
                    appId,
                    clusterId);
        }
    }
}
