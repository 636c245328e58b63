package dev.warren.perf.client;

/// The broker refused, closed, went away, or did not answer in time. The text is for people.
public class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokerException(String text) {
        super(text);
    }
}
