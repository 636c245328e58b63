package dev.warren.links.federation;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.links.remote.ClientValues;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an exchange's link needs on the upstream broker: the exchange, a queue, and an internal
/// exchange between them that is bound as the exchange here is. Owned by the link's thread.
///
/// The internal exchange is a new one in each run, so that it has the bindings of now and no
/// others; the one before goes when the new one is bound. The queue stays, with all that is in it.
final class UpstreamExchange {

    private static final String TYPE = "x-federation-upstream";
    private static final String PURPOSE = "x-internal-purpose";

    private final Connection connection;
    private final String exchange;
    private final UpstreamNames names;
    private final LinkSettings settings;
    private final String vhost;
    private final boolean knowsType;
    private final Channel channel;

    /// Set by [#prepare].
    private String letter = UpstreamNames.A;

    /// @param exchange the one upstream
    /// @param vhost the virtual host here
    /// @param knowsType whether the other broker may know exchanges made for federation
    UpstreamExchange(
            Connection connection,
            String exchange,
            UpstreamNames names,
            LinkSettings settings,
            String vhost,
            boolean knowsType)
            throws IOException {
        this.connection = connection;
        this.exchange = exchange;
        this.names = names;
        this.settings = settings;
        this.vhost = vhost;
        this.knowsType = knowsType;
        this.channel = connection.createChannel();
    }

    String queue() {
        return names.queue();
    }

    /// Declares all of it but the bindings.
    void prepare(ExchangeDefinition here) throws IOException {
        if (!has(exchange)) {
            channel.exchangeDeclare(
                    exchange,
                    here.type(),
                    here.durable(),
                    here.autoDelete(),
                    here.internal(),
                    ClientValues.of(here.arguments()));
        }
        channel.queueDeclare(names.queue(), true, false, false, queueArguments());
        letter = has(names.exchange(UpstreamNames.A)) ? UpstreamNames.B : UpstreamNames.A;
        channel.exchangeDelete(names.exchange(letter));
        declareInternal();
        channel.queueBind(names.queue(), names.exchange(letter), "");
    }

    /// The one of the run before is no longer needed.
    void forgetOther() throws IOException {
        channel.exchangeDelete(names.exchange(UpstreamNames.other(letter)));
    }

    private Map<String, Object> queueArguments() {
        Upstream.Buffer buffer = settings.upstream().buffer();
        Map<String, Object> arguments = new LinkedHashMap<>();
        putUnlessNull(arguments, "x-expires", buffer.expiresMillis());
        putUnlessNull(arguments, "x-message-ttl", buffer.messageTtlMillis());
        putUnlessNull(arguments, "x-queue-type", buffer.queueType());
        arguments.put(PURPOSE, "federation");
        return arguments;
    }

    private static void putUnlessNull(
            Map<String, Object> arguments, String name, @Nullable Object value) {
        if (value != null) {
            arguments.put(name, value);
        }
    }

    /// A broker that does not know the type gets a fanout: then only this side keeps messages from
    /// going round. Some brokers end the connection when they hear of a type they do not know.
    private void declareInternal() throws IOException {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("x-max-hops", settings.upstream().source().hopsMax());
        arguments.put("x-downstream-name", settings.cluster());
        arguments.put("x-downstream-vhost", vhost);
        arguments.put(PURPOSE, "federation");
        String name = names.exchange(letter);
        if (!knowsType || !isDeclared(name, TYPE, arguments)) {
            channel.exchangeDeclare(
                    name, BuiltinExchangeType.FANOUT.getType(), true, true, true, arguments);
        }
    }

    private boolean isDeclared(String name, String type, Map<String, Object> arguments)
            throws IOException {
        Channel trial = connection.createChannel();
        try {
            trial.exchangeDeclare(name, type, true, true, true, arguments);
            trial.abort();
            return true;
        } catch (IOException e) {
            if (CloseCode.of(e) == ReplyCode.PRECONDITION_FAILED.code()) {
                return false;
            }
            throw e;
        }
    }

    private boolean has(String name) throws IOException {
        Channel trial = connection.createChannel();
        try {
            trial.exchangeDeclarePassive(name);
            trial.abort();
            return true;
        } catch (IOException e) {
            if (CloseCode.of(e) == ReplyCode.NOT_FOUND.code()) {
                return false;
            }
            throw e;
        }
    }

    void bind(BoundFrom.Wanted binding) throws IOException {
        channel.exchangeBind(
                names.exchange(letter),
                exchange,
                binding.key().toString(),
                ClientValues.of(binding.arguments()));
    }

    void unbind(BoundFrom.Wanted binding) throws IOException {
        channel.exchangeUnbind(
                names.exchange(letter),
                exchange,
                binding.key().toString(),
                ClientValues.of(binding.arguments()));
    }

    /// Takes everything away but the exchange itself, and what waited in the queue with it.
    void remove() throws IOException {
        channel.queueDelete(names.queue());
        channel.exchangeDelete(names.exchange(UpstreamNames.A));
        channel.exchangeDelete(names.exchange(UpstreamNames.B));
    }
}
