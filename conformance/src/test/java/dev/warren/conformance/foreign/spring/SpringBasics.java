package dev.warren.conformance.foreign.spring;

import dev.warren.conformance.support.Target;
import org.springframework.amqp.rabbit.annotation.EnableRabbit;
import org.springframework.amqp.rabbit.config.DirectRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory.ConfirmType;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.support.converter.JacksonJsonMessageConverter;
import org.springframework.amqp.support.converter.MessageConverter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// What every application has: connections with confirms and returns, an admin that declares the
/// beans, a template that speaks JSON, and the two kinds of containers for listeners. Whatever
/// broke is tried again soon instead of after the five seconds that are usual.
@Configuration
@EnableRabbit
class SpringBasics {
    static final long AGAIN_MILLIS = 200;

    /// How often a consumer's thread looks whether it shall stop.
    static final long LOOK_MILLIS = 50;

    @Bean
    CachingConnectionFactory connectionFactory(Target target) {
        var factory = new CachingConnectionFactory(target.host(), target.port());
        factory.setUsername(target.user());
        factory.setPassword(target.password());
        factory.setVirtualHost(target.vhost());
        factory.setConnectionNameStrategy(_ -> "spring");
        factory.setPublisherConfirmType(ConfirmType.CORRELATED);
        factory.setPublisherReturns(true);
        return factory;
    }

    @Bean
    RabbitAdmin admin(CachingConnectionFactory connections) {
        return new RabbitAdmin(connections);
    }

    @Bean
    MessageConverter json() {
        return new JacksonJsonMessageConverter("*");
    }

    @Bean
    @Primary
    RabbitTemplate template(CachingConnectionFactory connections, MessageConverter json) {
        var template = new RabbitTemplate(connections);
        template.setMessageConverter(json);
        template.setReplyTimeout(Waits.ANSWER_MAX.toMillis());
        return template;
    }

    @Bean
    SimpleRabbitListenerContainerFactory rabbitListenerContainerFactory(
            CachingConnectionFactory connections, MessageConverter json) {
        var factory = new SimpleRabbitListenerContainerFactory();
        factory.setConnectionFactory(connections);
        factory.setMessageConverter(json);
        factory.setRecoveryInterval(AGAIN_MILLIS);
        factory.setFailedDeclarationRetryInterval(AGAIN_MILLIS);
        factory.setReceiveTimeout(LOOK_MILLIS);
        return factory;
    }

    @Bean
    DirectRabbitListenerContainerFactory direct(
            CachingConnectionFactory connections, MessageConverter json) {
        var factory = new DirectRabbitListenerContainerFactory();
        factory.setConnectionFactory(connections);
        factory.setMessageConverter(json);
        factory.setRecoveryInterval(AGAIN_MILLIS);
        factory.setFailedDeclarationRetryInterval(AGAIN_MILLIS);
        factory.setMonitorInterval(AGAIN_MILLIS);
        return factory;
    }
}
