package dev.warren.server.config;

/// Where an assignment was written: a file and its line, or an option of the command line (line 0).
public record Origin(String source, int line) {

    public static Origin of(String option) {
        return new Origin(option, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line;
    }
}
