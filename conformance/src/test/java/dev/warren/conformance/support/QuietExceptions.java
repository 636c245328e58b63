package dev.warren.conformance.support;

import com.rabbitmq.client.impl.ForgivingExceptionHandler;

/// Prints nothing: a connection that breaks is what many tests are about.
final class QuietExceptions extends ForgivingExceptionHandler {
    @Override
    protected void log(String message, Throwable e) {}
}
