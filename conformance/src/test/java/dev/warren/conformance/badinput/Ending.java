package dev.warren.conformance.badinput;

/// How the broker ended a connection or channel: the code and text of its close method, or
/// [#SILENT] when it only dropped the connection.
record Ending(int code, String text) {
    static final Ending SILENT = new Ending(0, "");

    boolean isSilent() {
        return code == 0;
    }
}
