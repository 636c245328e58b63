/// Applications as users of Spring AMQP write them: configuration classes with queues, exchanges
/// and bindings as beans, templates, listeners and their containers. What Spring does below with
/// connections, channels, confirms and cancelled consumers is what is tested. Begin with
/// [SpringApp].
@NullMarked
package dev.warren.conformance.foreign.spring;

import org.jspecify.annotations.NullMarked;
