package dev.warren.cli.command;

import org.jspecify.annotations.Nullable;

/// The programs, by the names they are started by.
public enum Program {
    CTL("rabbitmqctl"),
    DIAGNOSTICS("rabbitmq-diagnostics"),
    QUEUES("rabbitmq-queues"),
    PLUGINS("rabbitmq-plugins"),
    STREAMS("rabbitmq-streams"),
    UPGRADE("rabbitmq-upgrade"),
    WARREN("warren");

    private final String text;

    Program(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public static @Nullable Program byNameOrNull(String name) {
        for (Program program : values()) {
            if (program.text.equals(name)) {
                return program;
            }
        }
        return null;
    }
}
