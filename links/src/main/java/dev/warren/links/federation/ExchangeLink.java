package dev.warren.links.federation;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.links.LinkException;
import dev.warren.links.LinkWork;
import dev.warren.links.remote.Reasons;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/// Brings what is published to an exchange upstream to an exchange here, as far as anything is
/// bound here that wants it. Owned by the link's thread.
///
/// Upstream the messages wait in a durable queue, so nothing is lost while the link is down; what
/// is bound here meanwhile counts from when it is up again. When the link is no longer wanted, it
/// takes away what it has made there.
final class ExchangeLink implements LinkWork {

    /// How often what was not taken here is asked for again.
    private static final long REFUSED_MILLIS = 1_000;

    private final LinkKey key;
    private final LinkSettings settings;
    private final ExchangeDefinition definition;
    private final Surroundings around;

    /// False once the upstream broker has shown that it does not know the type.
    private boolean knowsType = true;

    ExchangeLink(
            LinkKey key,
            LinkSettings settings,
            ExchangeDefinition definition,
            Surroundings around) {
        this.key = key;
        this.settings = settings;
        this.definition = definition;
        this.around = around;
    }

    @Override
    public void run(Runnable running) throws LinkException, InterruptedException {
        try {
            connect(running);
        } catch (IOException e) {
            if (!knowsType || CloseCode.of(e) != ReplyCode.COMMAND_INVALID.code()) {
                throw new LinkException(Reasons.of(e), e);
            }
            knowsType = false;
            run(running);
        } catch (ShutdownSignalException e) {
            throw new LinkException(Reasons.of(e), e);
        }
    }

    private void connect(Runnable running) throws IOException, LinkException, InterruptedException {
        Inbox inbox = new Inbox();
        try (Ends ends = Ends.open(around.remote().get(), key, settings)) {
            UpstreamNames names =
                    UpstreamNames.of(
                            new UpstreamNames.Place(ends.uri().vhost(), key.from()),
                            settings.cluster(),
                            new UpstreamNames.Place(key.vhost(), key.name().toString()));
            UpstreamExchange there =
                    new UpstreamExchange(
                            ends.upstream(), key.from(), names, settings, key.vhost(), knowsType);
            around.bells().listen(key.vhost(), key.name(), inbox);
            around.uris().connected(key, ends.uri());
            try {
                bring(ends, there, inbox, running);
            } catch (InterruptedException stopped) {
                ends.log(key).disconnecting();
                if (!around.isWanted().test(key, settings)
                        && !settings.upstream().buffer().isKept()) {
                    there.remove();
                }
                throw stopped;
            } finally {
                around.uris().disconnected(key);
                around.bells().leave(key.vhost(), key.name(), inbox);
            }
        } catch (IllegalArgumentException nameTooLong) {
            throw new LinkException("the name of the queue upstream is too long", nameTooLong);
        }
    }

    private void bring(Ends ends, UpstreamExchange there, Inbox inbox, Runnable running)
            throws IOException, LinkException, InterruptedException {
        BindingMirror mirror = new BindingMirror(there);
        there.prepare(definition);
        mirror.follow(wanted());
        there.forgetOther();
        Inflow inflow = Inflow.open(ends, settings.upstream(), new Gate(ends), inbox);
        inflow.consume(there.queue(), Map.of());
        running.run();
        ends.log(key).connected();
        while (true) {
            switch (inbox.next(REFUSED_MILLIS)) {
                case null -> inflow.giveBackRefused();
                case Inbox.Note.Changed() -> mirror.follow(wanted());
                case Inbox.Note.Lost(var reason) -> throw new LinkException(reason);
            }
        }
    }

    private Set<BoundFrom.Wanted> wanted() {
        VirtualHost vhost = around.broker().topology().vhostOrNull(key.vhost());
        Exchange exchange = vhost == null ? null : vhost.exchangeOrNull(key.name());
        return exchange == null
                ? Set.of()
                : BoundFrom.wanted(
                        exchange.bindings(),
                        new BoundFrom.Here(
                                settings.cluster(),
                                key.vhost(),
                                key.name().toString(),
                                settings.upstream().source().hopsMax()));
    }

    /// Messages go to the exchange here by the key that they have.
    private final class Gate implements Inflow.Gate {

        private final Provenance provenance;

        Gate(Ends ends) {
            provenance =
                    Provenance.ofExchange(
                            ends.uri().shown(),
                            key.from(),
                            ends.upstreamCluster(),
                            ends.uri().vhost());
        }

        @Override
        public boolean lets(AMQP.BasicProperties properties) {
            return Provenance.mayComeIn(
                    properties,
                    settings.upstream().source().hopsMax(),
                    settings.cluster(),
                    key.vhost());
        }

        @Override
        public String exchange() {
            return key.name().toString();
        }

        @Override
        public String key(String routingKey) {
            return routingKey;
        }

        @Override
        public Provenance provenance() {
            return provenance;
        }
    }
}
