package dev.warren.perf;

/// Where everything is printed.
final class Console {

    private Console() {}

    static void print(String line) {
        System.out.println(line);
    }

    static void complain(String text) {
        text.lines().forEach(line -> System.err.println("perf: " + line));
    }
}
