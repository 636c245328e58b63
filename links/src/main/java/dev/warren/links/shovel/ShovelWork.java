package dev.warren.links.shovel;

import dev.warren.engine.time.Clock;
import dev.warren.links.LinkException;
import dev.warren.links.LinkWork;
import dev.warren.links.parameter.AckMode;
import dev.warren.links.remote.AmqpUri;
import dev.warren.links.remote.Remote;
import dev.warren.links.shovel.ShovelSettings.From;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One shovel from connecting to its end, as its parameter says.
///
/// @param done deletes the shovel, when it has done what it was there for
record ShovelWork(ShovelName name, ShovelOrder order, Tools tools, Runnable done)
        implements LinkWork {

    private static final Logger log = LoggerFactory.getLogger("warren.links");

    /// What all shovels use.
    record Tools(Remote remote, Clock clock, RandomGenerator random, Supplier<String> cluster) {}

    @Override
    public void run(Runnable running) throws LinkException, InterruptedException {
        ShovelSettings settings = ShovelReader.read(order.parameter());
        AmqpUri from = oneOf(settings.source().uris());
        AmqpUri to = oneOf(settings.destination().uris());
        try (ShovelEnds ends = ShovelEnds.open(tools.remote(), from, to, "Shovel " + name.name())) {
            Passage passage = prepare(ends, settings);
            running.run();
            log.info("{} runs from {} to {}", name, from.shown(), to.shown());
            passage.carry();
        }
        log.info("{} has moved all that it was to move, and is deleted", name);
        done.run();
    }

    private AmqpUri oneOf(List<AmqpUri> uris) {
        return uris.get(tools.random().nextInt(uris.size()));
    }

    private Passage prepare(ShovelEnds ends, ShovelSettings settings)
            throws LinkException, InterruptedException {
        AckMode mode = mode(settings);
        ends.listen(mode == AckMode.ON_CONFIRM);
        From.Queue target = settings.destination().queue();
        if (target != null) {
            ShovelQueues.ensure(ends.destination(), target);
        }
        String queue = ShovelQueues.source(ends.source(), settings.source().from());
        long count =
                switch (settings.source().deleteAfter()) {
                    case DeleteAfter.Never() -> ShovelProgress.UNLIMITED;
                    case DeleteAfter.QueueLength() -> ShovelQueues.length(ends.source(), queue);
                    case DeleteAfter.Count(long messages) -> messages;
                };
        ShovelFacts facts = ShovelFacts.of(settings, ends.source().uri(), ends.destination().uri());
        order.progress().begin(count, facts);
        if (count > 0) {
            ends.consume(queue, settings.source(), mode != AckMode.NO_ACK);
        }
        return new Passage(
                ends,
                new Readdressing(
                        settings.destination(),
                        facts.trace(name, tools.cluster().get()),
                        tools.clock()),
                mode,
                order.progress(),
                tools.clock());
    }

    /// Without acks the source would forget what comes after the last message that is to be moved.
    private static AckMode mode(ShovelSettings settings) {
        boolean isBounded = !(settings.source().deleteAfter() instanceof DeleteAfter.Never);
        return isBounded && settings.ackMode() == AckMode.NO_ACK
                ? AckMode.ON_PUBLISH
                : settings.ackMode();
    }
}
