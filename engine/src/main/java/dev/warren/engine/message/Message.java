package dev.warren.engine.message;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;

/// A published message: where it was sent, and its content as bytes from door to door.
///
/// The content is the payload of the content header frame as it was received, followed by the body.
/// Nobody changes it. Properties are decoded when somebody asks. One message may stand in many
/// queues; see [#share].
public final class Message {

    private static final VarHandle SHARES;

    static {
        try {
            SHARES = MethodHandles.lookup().findVarHandle(Message.class, "shares", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// What a message costs beside its content: the objects. Its places in queues are counted by
    /// these, each its own.
    private static final int OVERHEAD_BYTES = 96;

    private final ShortString exchange;
    private final ShortString routingKey;
    private final byte[] content;
    private final int headerLength;
    private final boolean persistent;
    private final Marks marks;

    @SuppressWarnings("FieldMayBeFinal") // changed through SHARES
    private int shares = 1;

    private List<PassedKey> passedKeys = List.of();

    /// Takes the content over: the caller never changes it again.
    public Message(ShortString exchange, ShortString routingKey, byte[] content, int headerLength) {
        this(exchange, routingKey, content, headerLength, Marks.NONE);
    }

    /// The same for a message of which something is to be remembered.
    public Message(
            ShortString exchange,
            ShortString routingKey,
            byte[] content,
            int headerLength,
            Marks marks) {
        this.marks = marks;
        this.exchange = exchange;
        this.routingKey = routingKey;
        this.content = content;
        this.headerLength = headerLength;
        this.persistent = ContentHeader.isPersistent(content, 0, headerLength);
    }

    /// The exchange it was published to.
    public ShortString exchange() {
        return exchange;
    }

    public ShortString routingKey() {
        return routingKey;
    }

    /// Content header payload and body, shared: not to be changed.
    public byte[] content() {
        return content;
    }

    /// How many bytes of the content are the header payload.
    public int headerLength() {
        return headerLength;
    }

    public int bodyLength() {
        return content.length - headerLength;
    }

    /// Whether it was published with delivery mode 2.
    public boolean isPersistent() {
        return persistent;
    }

    /// The priority that it names, or -1.
    public int priority() {
        return ContentHeader.priority(content, 0, headerLength);
    }

    /// How many milliseconds it says that it may stay in a queue; `Long.MAX_VALUE` if it does not
    /// say.
    public long ttlMillis() {
        ShortString text = ContentHeader.expirationOrNull(content, 0, headerLength);
        return text == null ? Long.MAX_VALUE : Expiration.millis(text.array());
    }

    /// What the broker knows of it beside its content.
    public Marks marks() {
        return marks;
    }

    /// The same message once more, to be given to queues of its own: it shares the content, and
    /// nothing else.
    public Message again() {
        return new Message(exchange, routingKey, content, headerLength, marks);
    }

    /// The same body with these properties, sent there.
    public Message rewritten(
            ShortString toExchange, ShortString toKey, BasicProperties properties, Marks newMarks) {
        int bodyLength = bodyLength();
        byte[] header = ContentHeader.encode(properties, bodyLength);
        byte[] copy = Arrays.copyOf(header, header.length + bodyLength);
        System.arraycopy(content, headerLength, copy, header.length, bodyLength);
        return new Message(toExchange, toKey, copy, header.length, newMarks);
    }

    /// Decodes the properties. Not for the hot path.
    public BasicProperties properties() {
        return ContentHeader.decodeProperties(content, 0, headerLength);
    }

    /// Decodes the headers alone. Not for the hot path.
    public FieldTable headers() {
        return ContentHeader.headers(content, 0, headerLength);
    }

    /// What it costs in memory, in bytes, for the ledger. Its key may be shared with others, but
    /// need not be.
    public int footprintBytes() {
        return OVERHEAD_BYTES + routingKey.length() + content.length;
    }

    /// What leaves memory, on average, for each queue that lets go of it. It may just have become
    /// more.
    public int shareBytes() {
        return footprintBytes() / Math.max(1, shares);
    }

    /// Says into how many queues it goes, before it is given to any of them.
    public void share(int queues) {
        shares = queues;
    }

    /// The keys that it takes in queues, because exchanges on its way ask for them.
    public List<PassedKey> passedKeys() {
        return passedKeys;
    }

    /// Says which these are, before it is given to any queue.
    public void passKeys(List<PassedKey> keys) {
        passedKeys = keys;
    }

    /// One queue lets go of it. True for the last: then its bytes leave the ledger.
    public boolean releaseShare() {
        return shares == 1 || (int) SHARES.getAndAdd(this, -1) == 1;
    }
}
