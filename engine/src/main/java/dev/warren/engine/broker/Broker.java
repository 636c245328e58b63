package dev.warren.engine.broker;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Access;
import dev.warren.engine.auth.AskedRights;
import dev.warren.engine.auth.Authenticator;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.User;
import dev.warren.engine.events.Event;
import dev.warren.engine.events.Events;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.Paging;
import dev.warren.engine.memory.ResourceAlarm;
import dev.warren.engine.queue.DeathToll;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.routing.Route;
import dev.warren.engine.time.Clock;
import dev.warren.engine.topology.Applied;
import dev.warren.engine.topology.MetadataStore;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueSettings;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyEvent;
import dev.warren.engine.traffic.NodeTraffic;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One node's broker, as protocols see it. Any lane may call it.
///
/// It holds no messages and no lock: the topology is a snapshot, queues are handles, and what
/// changes either goes to its owner.
public final class Broker {

    private final String nodeName;
    private final MetadataStore metadata;
    private final LocalQueues queues;
    private final Authenticator authenticator;
    private final NameGenerator names;
    private final ByteLedger ledger;
    private final ResourceAlarm resourceAlarm;
    private final Paging paging;
    private final ReplyConsumers replyConsumers;
    private final Admission admission;
    private final ExchangeHistories histories;
    private final DelayedMessages delayed;
    private final WaitingMessages waiting;
    private final Firehose firehose;
    private final SinglePublisher publisher;
    private final MessageMoves moves;
    private final NodeTraffic traffic;
    private final Events events = new Events();
    private final AtomicLong lastConnectionId = new AtomicLong();
    private final AtomicLong lastSession = new AtomicLong();

    /// @param nodeName what clients and tools are told this node is called: `rabbit@host`
    public Broker(
            String nodeName,
            MetadataStore metadata,
            LocalQueues queues,
            Authenticator authenticator,
            NameGenerator names,
            ByteLedger ledger,
            ResourceAlarm resourceAlarm,
            NodeLimits limits) {
        this.nodeName = nodeName;
        this.metadata = metadata;
        this.queues = queues;
        this.authenticator = authenticator;
        this.names = names;
        this.ledger = ledger;
        this.traffic = new NodeTraffic(ledger.laneCount());
        this.resourceAlarm = resourceAlarm;
        this.paging = new Paging(ledger, resourceAlarm::limitBytes);
        this.admission = new Admission(limits);
        this.replyConsumers = new ReplyConsumers(names);
        this.histories = new ExchangeHistories(metadata, queues, ledger, names.newRandom());
        this.delayed = new DelayedMessages(metadata, queues);
        this.waiting = new WaitingMessages(metadata, queues);
        queues.routing().complete(histories, () -> names.newRandom().nextLong());
        this.firehose = new Firehose(queues.routing(), ledger, nodeName);
        this.publisher = new SinglePublisher(this, queues.firstLane());
        this.moves = new MessageMoves(queues.routing(), ledger);
        metadata.watch(applied -> {
            if (!applied.events().isEmpty()) {
                applied.events().forEach(this::forgetExchange);
                events.tell(() -> new Event.TopologyChanged(applied));
            }
        });
        resourceAlarm.watchResources((resource, isShort) ->
                events.tell(() ->
                        isShort ? new Event.AlarmSet(resource) : new Event.AlarmCleared(resource)));
    }

    /// Publishes what happens to an exchange of this virtual host from now on. Once, before clients
    /// come.
    public void publishEvents(String vhost) {
        EventExchange exchange =
                new EventExchange(vhost, metadata, queues, ledger, resourceAlarm, nodeName);
        exchange.predeclare();
        events.listen(exchange);
    }

    private void forgetExchange(TopologyEvent event) {
        if (event instanceof TopologyEvent.ExchangeDeleted(var vhost, var exchange)) {
            traffic.exchanges().forget(vhost, exchange.name());
        }
    }

    /// What clients and tools are told this node is called. It may change from start to start.
    public String nodeName() {
        return nodeName;
    }

    public MetadataStore metadata() {
        return metadata;
    }

    /// The newest snapshot.
    public Topology topology() {
        return metadata.topology();
    }

    public Authenticator authenticator() {
        return authenticator;
    }

    /// Who is in, and how many.
    public Admission admission() {
        return admission;
    }

    public NameGenerator names() {
        return names;
    }

    public ByteLedger ledger() {
        return ledger;
    }

    /// What has gone through the node.
    public NodeTraffic traffic() {
        return traffic;
    }

    /// What queues have done away with, one for each lane.
    public List<DeathToll> tolls() {
        return queues.tolls();
    }

    public ResourceAlarm resourceAlarm() {
        return resourceAlarm;
    }

    /// Says when memory is tight, well before the alarm.
    public Paging paging() {
        return paging;
    }

    /// Who waits for direct replies.
    public ReplyConsumers replyConsumers() {
        return replyConsumers;
    }

    /// Shows what goes in and out, where somebody wants to see it.
    public Firehose firehose() {
        return firehose;
    }

    /// Where to tell what happens, and to listen.
    public Events events() {
        return events;
    }

    /// What the node's clock says.
    public Clock clock() {
        return queues.clock();
    }

    /// What waits at exchanges that delay.
    public DelayedMessages delayed() {
        return delayed;
    }

    /// What waits beside queues: to be tried again, or because they delay.
    public WaitingMessages waiting() {
        return waiting;
    }

    /// Publishes for those who have no channel.
    public SinglePublisher publisher() {
        return publisher;
    }

    /// Copies and moves messages that lie in queues, for those who administer them.
    public MessageMoves moves() {
        return moves;
    }

    /// What exchanges remember for bindings to come.
    ExchangeHistories histories() {
        return histories;
    }

    /// Unique in the life of the node; never 0.
    public long newConnectionId() {
        return lastConnectionId.incrementAndGet();
    }

    /// A number under which queues know a channel; unique in the life of the node.
    public long newSession() {
        return lastSession.incrementAndGet();
    }

    /// What a user may do in a virtual host: 530 when that does not exist.
    ///
    /// @param asked who knows the rights; null when they are the broker's own
    public Access access(User user, String vhost, @Nullable AskedRights asked) {
        Topology now = topology();
        now.requireVhost(vhost);
        return asked == null ? now.access(user, vhost) : new Access(user, vhost, asked);
    }

    /// The same access by the newest snapshot: rights that were given or taken meanwhile count.
    public Access refresh(Access access) {
        return access(
                current(access.user()),
                access.vhost(),
                access.rights() instanceof AskedRights asked ? asked : null);
    }

    /// The user as it is now: its tags and limits may have changed since it logged in.
    public User current(User user) {
        User now = topology().userOrNull(user.name());
        if (now == null) {
            return user;
        }
        // Without a password nobody logs in here, so another back end has said who it is.
        return user.passwordHash().equals(PasswordHash.NONE) ? user.with(now.limits()) : now;
    }

    /// The queue of a definition, or null when it has just been deleted.
    public @Nullable Queue queueOrNull(QueueDefinition definition) {
        return queues.queueOrNull(definition.id());
    }

    /// What applies to a queue, with what the node says where nobody else does.
    public QueueSettings settings(QueueDefinition definition) {
        return queues.settings(definition);
    }

    /// The queues of a route that are still there, those in which messages wait among them.
    Queue[] queuesOf(Route route) {
        return queues.of(route);
    }

    /// Declares a queue, or finds the one that is there. A new one is placed with the declarer's
    /// lane in mind. One that has gone again before this is answered is found deleted.
    public CompletionStage<Queue> declareQueue(
            TopologyCommand.DeclareQueue command, String by, Lane declarer) {
        return queues.declare(command, by, declarer);
    }

    /// The same for who has no lane, such as an HTTP client.
    public CompletionStage<Queue> declareQueue(TopologyCommand.DeclareQueue command, String by) {
        return queues.declare(command, by, queues.firstLane());
    }

    /// Has a command decided that may change what applies to queues, as setting a policy does.
    /// Completes, on any lane, when every queue that it concerns acts on it.
    public CompletionStage<Applied> submit(TopologyCommand command) {
        return queues.submit(command);
    }

    /// The same by a user.
    public CompletionStage<Applied> submit(TopologyCommand command, String by) {
        return queues.submit(command, by);
    }

    /// Where a channel's messages go that are published with this exchange and key.
    public Destinations destinations(Access access, ShortString exchange, ShortString routingKey) {
        return new Destinations(this, access, exchange, routingKey);
    }
}
