package dev.warren.perf.load;

import dev.warren.perf.client.BrokerException;
import dev.warren.perf.measure.Summary;

/// Nothing has moved for too long. Carries what was measured until then.
public final class StalledException extends BrokerException {

    private static final long serialVersionUID = 1L;

    private final transient Summary summary;

    StalledException(String text, Summary summary) {
        super(text);
        this.summary = summary;
    }

    public Summary summary() {
        return summary;
    }
}
