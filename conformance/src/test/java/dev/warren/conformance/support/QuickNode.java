package dev.warren.conformance.support;

import java.io.IOException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A node for one chapter, with its HTTP API, and the command line for it inside this process.
///
/// ```
/// @RegisterExtension static final QuickNode NODE = new QuickNode();
/// ```
@SuppressWarnings("NullAway.Init") // beforeAll comes first
public final class QuickNode implements BeforeAllCallback, AfterAllCallback {

    private HttpBroker broker;
    private QuickCommands commands;

    @Override
    public void beforeAll(ExtensionContext chapter) throws IOException {
        broker = HttpBroker.start();
        commands = QuickCommands.of(broker.process().data());
    }

    @Override
    public void afterAll(ExtensionContext chapter) throws IOException {
        commands.close();
        broker.close();
    }

    public Http http() {
        return broker.http();
    }

    public WarrenProcess process() {
        return broker.process();
    }

    public QuickCommands commands() {
        return commands;
    }
}
