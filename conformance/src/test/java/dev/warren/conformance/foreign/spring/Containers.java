package dev.warren.conformance.foreign.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.Awaitility;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.DirectMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;

/// Containers made by hand, both of which look at once whether they can go on.
final class Containers {
    private Containers() {}

    static SimpleMessageListenerContainer simple(SpringApp app, String queue) {
        var container = new SimpleMessageListenerContainer(app.connections());
        container.setQueueNames(queue);
        container.setReceiveTimeout(SpringBasics.LOOK_MILLIS);
        container.setRecoveryInterval(SpringBasics.AGAIN_MILLIS);
        container.setRetryDeclarationInterval(SpringBasics.AGAIN_MILLIS);
        container.setFailedDeclarationRetryInterval(SpringBasics.AGAIN_MILLIS);
        return container;
    }

    static DirectMessageListenerContainer direct(SpringApp app, String queue) {
        var container = new DirectMessageListenerContainer(app.connections());
        container.setQueueNames(queue);
        container.setRecoveryInterval(SpringBasics.AGAIN_MILLIS);
        container.setFailedDeclarationRetryInterval(SpringBasics.AGAIN_MILLIS);
        container.setMonitorInterval(SpringBasics.AGAIN_MILLIS);
        return container;
    }

    /// Gives it a listener that keeps texts here.
    static BlockingQueue<String> inbox(AbstractMessageListenerContainer container) {
        var inbox = new LinkedBlockingQueue<String>();
        container.setMessageListener(message -> inbox.add(new String(message.getBody(), UTF_8)));
        return inbox;
    }

    static void awaitConsumers(SpringApp app, String queue, int count) {
        Awaitility.await(count + " consumers")
                .until(() -> {
                    var info = app.admin().getQueueInfo(queue);
                    return info != null && info.getConsumerCount() == count;
                });
    }
}
