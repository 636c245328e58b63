package dev.warren.conformance.durable;

import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// What a client does until its connection breaks, which is no fault in these tests.
interface Work {
    void run() throws Exception;

    static void untilBroken(Work work, Consumer<String> faults) {
        try {
            work.run();
        } catch (IOException | ShutdownSignalException | TimeoutException ignoredThatIsTheTest) {
            // the broker has gone
        } catch (Exception e) {
            faults.accept("a client failed: " + e);
        }
    }
}
