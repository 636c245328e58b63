package dev.warren.conformance.support;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands each test a fresh [Client]. The broker is started by the first test that needs it and
/// lives in the root store, so that JUnit stops it after the last one.
final class ClientExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(ClientExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Client.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var broker =
                context.getRoot()
                        .getStore(NAMESPACE)
                        .computeIfAbsent(Broker.class, _ -> Broker.start(), Broker.class);
        return context.getStore(NAMESPACE)
                .computeIfAbsent(Client.class, _ -> new Client(broker), Client.class);
    }
}
