package dev.warren.perf.process;

import java.util.List;

/// A line of `/proc/<pid>/stat`. Children that have ended and were waited for count with their
/// parent.
record ProcessStat(long pid, long parent, double cpuSeconds) {

    /// Linux tells times in hundredths of a second, whatever its own tick is.
    private static final double TICKS_IN_SECOND = 100;

    /// The name of the process is in parentheses and may itself hold spaces and parentheses.
    static ProcessStat parse(String line) {
        int nameEnd = line.lastIndexOf(')');
        List<String> rest = List.of(line.substring(nameEnd + 2).strip().split(" "));
        long ticks = 0;
        for (String time : rest.subList(11, 15)) {
            ticks += Long.parseLong(time);
        }
        return new ProcessStat(
                Long.parseLong(line.substring(0, line.indexOf(' '))),
                Long.parseLong(rest.get(1)),
                ticks / TICKS_IN_SECOND);
    }

    /// From the text of `/proc/<pid>/status`; 0 when it does not say.
    static long residentBytes(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(kibibytes -> Long.parseLong(kibibytes) * 1024)
                .findFirst()
                .orElse(0);
    }
}
