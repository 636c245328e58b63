package dev.warren.conformance.support;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Before each chapter: whoever waits for a condition and names no limit of its own waits longer
/// than Awaitility's ten seconds, because other work may keep the machine busy. Registered for all
/// chapters in `META-INF/services`.
public final class Patience implements BeforeAllCallback {
    private static final Duration WAIT_MAX = Duration.ofSeconds(60);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(WAIT_MAX);
    }
}
