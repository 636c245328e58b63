package dev.warren.conformance.foreign.spring;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Target;
import org.springframework.amqp.core.Exchange;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/// An application: [SpringBasics] and the configuration of one test, started when made.
/// Configurations that take a [Client] name their queues by it. Closing it ends containers,
/// templates and connections as Spring does.
final class SpringApp implements AutoCloseable {
    private final AnnotationConfigApplicationContext context;

    private SpringApp(AnnotationConfigApplicationContext context) {
        this.context = context;
    }

    /// Against the broker of the suite.
    static SpringApp start(Client client, Class<?>... configurations) {
        var context = new AnnotationConfigApplicationContext();
        context.getBeanFactory().registerSingleton("client", client);
        return start(context, client.target(), configurations);
    }

    /// Against a broker of the test's own.
    static SpringApp start(Target target, Class<?>... configurations) {
        return start(new AnnotationConfigApplicationContext(), target, configurations);
    }

    private static SpringApp start(
            AnnotationConfigApplicationContext context, Target target, Class<?>... configurations) {
        context.getBeanFactory().registerSingleton("target", target);
        context.register(SpringBasics.class);
        if (configurations.length > 0) {
            context.register(configurations);
        }
        context.refresh();
        return new SpringApp(context);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /// The name that the broker knows a queue bean by.
    String queue(String bean) {
        return bean(bean, Queue.class).getActualName();
    }

    String exchange(String bean) {
        return bean(bean, Exchange.class).getName();
    }

    CachingConnectionFactory connections() {
        return bean(CachingConnectionFactory.class);
    }

    RabbitAdmin admin() {
        return bean(RabbitAdmin.class);
    }

    RabbitTemplate template() {
        return bean("template", RabbitTemplate.class);
    }

    /// The container of a `@RabbitListener` with this id.
    AbstractMessageListenerContainer listener(String id) {
        var found = bean(RabbitListenerEndpointRegistry.class).getListenerContainer(id);
        if (found instanceof AbstractMessageListenerContainer container) {
            return container;
        }
        throw new AssertionError("no listener " + id);
    }

    /// Waits for a message in a queue and takes it.
    Message received(String queue) {
        var got = template().receive(queue, Waits.ANSWER_MAX.toMillis());
        if (got == null) {
            throw new AssertionError("nothing came to " + queue);
        }
        return got;
    }

    @Override
    public void close() {
        context.close();
    }
}
