package dev.warren.conformance.management.alike;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is done to each broker, in this order.
///
/// @param steps calls, and words of a [Stage] that begin with `!`
public record Script(List<Step> steps) {

    /// A call, or what has to happen between calls.
    public sealed interface Step {}

    /// To be compared.
    public record Compared(Call call) implements Step {}

    /// Only to be done.
    public record Directed(String word) implements Step {}

    public Script {
        steps = List.copyOf(steps);
    }

    /// Reads a resource of this package's neighbours: a call on each line, `#` begins a remark.
    public static Script read(String resource) {
        List<Step> steps = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String line : lines(resource)) {
            if (line.startsWith("!")) {
                steps.add(new Directed(line));
            } else {
                String call = line.replaceAll("\\s+", " ");
                int times = seen.merge(call, 1, Integer::sum);
                String key = times == 1 ? call : call + " (" + times + ")";
                steps.add(new Compared(Call.parse(key, line)));
            }
        }
        return new Script(steps);
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Script.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + resource);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
