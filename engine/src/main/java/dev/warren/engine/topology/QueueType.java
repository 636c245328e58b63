package dev.warren.engine.topology;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.auth.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A queue type: its name in `x-queue-type`, RabbitMQ's name for it in error texts, and the
/// arguments it knows. Those of other types are refused. There are only these, each once.
public final class QueueType {

    public static final String ARGUMENT = "x-queue-type";

    public static final QueueType CLASSIC =
            new QueueType("classic", "rabbit_classic_queue", QueueArguments.CLASSIC);

    public static final QueueType QUORUM =
            new QueueType("quorum", "rabbit_quorum_queue", QueueArguments.QUORUM);

    public static final QueueType STREAM =
            new QueueType("stream", "rabbit_stream_queue", QueueArguments.STREAM);

    /// That of queues which no client can declare: messages wait in them at an exchange.
    public static final QueueType HOLDING = new QueueType("holding", "", List.of());

    private static final List<QueueType> KNOWN = List.of(CLASSIC, QUORUM, STREAM);

    private final String name;
    private final String module;
    private final List<QueueArgument> arguments;

    private QueueType(String name, String module, List<QueueArgument> arguments) {
        this.name = name;
        this.module = module;
        this.arguments = List.copyOf(arguments);
    }

    public String name() {
        return name;
    }

    public String module() {
        return module;
    }

    List<QueueArgument> arguments() {
        return arguments;
    }

    @Override
    public String toString() {
        return name;
    }

    /// The type that arguments of a queue that exists name.
    static QueueType of(FieldTable arguments) {
        QueueType type = knownOrNull(typeName(arguments.get(ARGUMENT)));
        if (type == null) {
            throw new IllegalStateException("a queue with arguments " + arguments);
        }
        return type;
    }

    /// Whether arguments name a type. Nothing, an empty text and `undefined` name none.
    static boolean isNamed(FieldTable arguments) {
        FieldValue value = arguments.get(ARGUMENT);
        return value != null
                && !(value instanceof LongText text
                        && (text.text().isEmpty() || text.text().equals("undefined")));
    }

    /// Whether arguments name a type that can be declared here.
    public static boolean isServed(FieldTable arguments) {
        FieldValue value = arguments.get(ARGUMENT);
        return !(value instanceof LongText) || namedOrNull(arguments) != null;
    }

    /// The type that the arguments of a new queue name, whether they are good or not; null for one
    /// that nobody knows.
    static @Nullable QueueType namedOrNull(FieldTable arguments) {
        return knownOrNull(typeName(arguments.get(ARGUMENT)));
    }

    /// Whether its queues outlive connections and nodes, so that nothing else may end them.
    boolean isReplicated() {
        return !equals(CLASSIC);
    }

    /// Checks the arguments of a new queue: 406 with the first that is not good.
    static void requireValid(Resource queue, FieldTable arguments) {
        QueueType type = require(queue, arguments.get(ARGUMENT));
        for (QueueArgument argument : type.arguments) {
            FieldValue value = arguments.get(argument.name());
            String fault = value == null ? null : argument.check().faultOrNull(value, arguments);
            if (fault != null) {
                throw invalid(argument.name(), queue, ": " + fault);
            }
        }
        type.requireNoneOfOtherTypes(queue, arguments);
    }

    private static QueueType require(Resource queue, @Nullable FieldValue value) {
        if (value != null && !(value instanceof LongText)) {
            throw invalid(ARGUMENT, queue, ": " + ArgumentChecks.unacceptable(value));
        }
        QueueType type = knownOrNull(typeName(value));
        if (type == null) {
            String fault = "unsupported queue type '" + typeName(value) + "'";
            throw invalid(ARGUMENT, queue, ": " + ArgumentChecks.term(fault));
        }
        return type;
    }

    private static @Nullable QueueType knownOrNull(String name) {
        return KNOWN.stream().filter(type -> type.name.equals(name)).findFirst().orElse(null);
    }

    /// Nothing, an empty text and `undefined` mean the default.
    private static String typeName(@Nullable FieldValue value) {
        String name = value instanceof LongText text ? text.text() : "";
        return name.isEmpty() || name.equals("undefined") ? CLASSIC.name : name;
    }

    private void requireNoneOfOtherTypes(Resource queue, FieldTable given) {
        for (QueueType other : KNOWN) {
            for (QueueArgument argument : other.arguments) {
                if (given.has(argument.name()) && !knows(argument.name())) {
                    throw invalid(argument.name(), queue, " of queue type " + module);
                }
            }
        }
    }

    private boolean knows(String argument) {
        return arguments.stream().anyMatch(known -> known.name().equals(argument));
    }

    /// Two ways not to name the default are the same type. What is no text is compared as it is.
    static void requireSameType(Equivalence equivalence, FieldTable received, FieldTable current) {
        FieldValue type = received.get(ARGUMENT);
        boolean isNameless = type != null && !(type instanceof LongText);
        if (isNameless || !typeName(type).equals(typeName(current.get(ARGUMENT)))) {
            equivalence.require(ARGUMENT, received, current);
        }
    }

    private static AmqpException invalid(String argument, Resource queue, String why) {
        return AmqpException.of(
                ReplyCode.PRECONDITION_FAILED, "invalid arg '%s' for %s%s", argument, queue, why);
    }
}
