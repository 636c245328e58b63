package dev.warren.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the text of a `rabbitmq.conf`: one `key = value` a line, comments from `#` on.
///
/// A value in single quotes is taken as it stands, `#` and `$(` included. Elsewhere `$(NAME)` is
/// the environment variable of that name; an unset one is a problem, because an empty password
/// would be worse than no start.
record ConfigurationText(List<Assignment> assignments, List<Problem> problems) {

    private static final Pattern QUOTED = Pattern.compile("'([^']*)'\\s*(?:#.*)?");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\(([^)]*)\\)");

    ConfigurationText {
        assignments = List.copyOf(assignments);
        problems = List.copyOf(problems);
    }

    static ConfigurationText parse(String source, String text, Map<String, String> environment) {
        var reader = new Reader(environment, new ArrayList<>(), new ArrayList<>());
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            reader.line(new Origin(source, number), line.strip());
        }
        return new ConfigurationText(reader.assignments, reader.problems);
    }

    /// The state of one reading; lives as long as [#parse].
    private record Reader(
            Map<String, String> environment, List<Assignment> assignments, List<Problem> problems) {

        void line(Origin origin, String line) {
            if (line.isEmpty() || line.startsWith("#")) {
                return;
            }
            int equals = line.indexOf('=');
            if (equals <= 0) {
                problems.add(
                        new Problem(
                                origin, "expected 'key = value', found '" + firstWord(line) + "'"));
                return;
            }
            String key = line.substring(0, equals).strip();
            assignments.add(
                    new Assignment(origin, key, value(origin, line.substring(equals + 1).strip())));
        }

        /// The rest may be a secret that has lost its `=`.
        private static String firstWord(String line) {
            return line.split("\\s", 2)[0];
        }

        private String value(Origin origin, String written) {
            Matcher quoted = QUOTED.matcher(written);
            if (quoted.matches()) {
                return quoted.group(1);
            }
            int comment = written.indexOf('#');
            String bare = comment < 0 ? written : written.substring(0, comment).strip();
            return VARIABLE.matcher(bare)
                    .replaceAll(m -> Matcher.quoteReplacement(variable(origin, m.group(1))));
        }

        private String variable(Origin origin, String name) {
            String value = environment.get(name);
            if (value == null) {
                problems.add(
                        new Problem(origin, "the environment variable '" + name + "' is not set"));
                return "";
            }
            return value;
        }
    }
}
